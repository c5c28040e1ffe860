import { Modal, ModalBody, ModalHeader } from '@patternfly/react-core';

import { SECTIONS } from './sections';

/** Lists what the keyboard can do. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="shortcuts-title">
      <ModalHeader title="Keyboard shortcuts" labelId="shortcuts-title" />
      <ModalBody>
        <dl className="hf-shortcuts">
          {SECTIONS.map(({ name, key }) => (
            <Line key={key} keys={['g', key]} does={`Go to ${name}`} />
          ))}
          <Line keys={['g', 'h']} does="Go to the hub’s page" />
          <Line keys={['/']} does="Search, where there is a search" />
          <Line keys={['Esc']} does="Close a dialog; nothing is decided" />
          <Line keys={['?']} does="This list" />
        </dl>
        <p className="hf-quiet">No key by itself trusts, refuses or revokes a device.</p>
      </ModalBody>
    </Modal>
  );
}

function Line({ keys, does }: { keys: readonly string[]; does: string }) {
  return (
    <div>
      <dt>
        {keys.map((key, i) => (
          <span key={key}>
            {i === 0 ? null : ' then '}
            <kbd>{key}</kbd>
          </span>
        ))}
      </dt>
      <dd>{does}</dd>
    </div>
  );
}
