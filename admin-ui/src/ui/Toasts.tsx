import { Alert, AlertActionCloseButton, AlertGroup } from '@patternfly/react-core';

import { dismiss, useToasts } from './toastStore';

const SHOWN_MS = 8_000;

export function Toasts() {
  const toasts = useToasts();
  return (
    <AlertGroup isToast isLiveRegion aria-label="What was done">
      {toasts.map(({ id, variant, title, detail }) => {
        const close = () => {
          dismiss(id);
        };
        return (
          <Alert
            key={id}
            component="p"
            variant={variant}
            title={title}
            timeout={variant === 'success' ? SHOWN_MS : false}
            onTimeout={close}
            actionClose={<AlertActionCloseButton title={title} onClose={close} />}
          >
            {detail}
          </Alert>
        );
      })}
    </AlertGroup>
  );
}
