/** What the browser's tab says: how many wait, where one is, and whose page it is. */
let name = '';
let waiting = 0;

export function tabTitle(name: string, waiting: number): string {
  const page = name === '' ? 'Handfast' : `${name} · Handfast`;
  return waiting === 0 ? page : `(${waiting}) ${page}`;
}

export function setPageName(value: string): void {
  name = value;
  show();
}

/** Also marks the tab's icon, for when the tab is too narrow for words. */
export function setWaiting(count: number): void {
  waiting = count;
  show();
  document
    .getElementById('favicon')
    ?.setAttribute('href', count === 0 ? '/favicon.svg' : '/favicon-waiting.svg');
}

function show(): void {
  document.title = tabTitle(name, waiting);
}
