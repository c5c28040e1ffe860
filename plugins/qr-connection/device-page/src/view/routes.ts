/** Where in the page one is; the part of the address after `#`. */
export type Route =
  | { readonly page: 'home' | 'connect' | 'notices' | 'help' }
  | { readonly page: 'connection'; readonly id: string };

export function routeOf(hash: string): Route {
  const [, page = '', id] = /^#\/(connect|notices|help|connection)(?:\/([0-9a-f]{40}))?$/.exec(hash) ?? [];
  if (page === 'connection') return id === undefined ? { page: 'home' } : { page, id };
  return page === 'connect' || page === 'notices' || page === 'help' ? { page } : { page: 'home' };
}

export function hrefOf(route: Route): string {
  if (route.page === 'home') return '#/';
  return route.page === 'connection' ? `#/connection/${route.id}` : `#/${route.page}`;
}

export function goTo(route: Route): void {
  location.hash = hrefOf(route);
}

/** From each page to the list. */
export const BACK = { href: hrefOf({ page: 'home' }), to: 'All connections' };
