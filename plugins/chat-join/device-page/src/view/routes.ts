import { isRoomName } from '../wire/roomName';

/** Where in the page one is; the part of the address after `#`. A room is there by its name alone, so that links are short. */
export type Route =
  { readonly page: 'home' | 'people' | 'help' } | { readonly page: 'room'; readonly room: string };

export function routeOf(hash: string): Route {
  const said = hash.replace(/^#/, '');
  if (isRoomName(said)) return { page: 'room', room: said };
  return said === '/people' || said === '/help'
    ? { page: said.slice(1) as 'people' | 'help' }
    : { page: 'home' };
}

export function hrefOf(route: Route): string {
  if (route.page === 'home') return '#/';
  return route.page === 'room' ? `#${route.room}` : `#/${route.page}`;
}

export function goTo(route: Route): void {
  location.hash = hrefOf(route);
}

export const BACK = { href: hrefOf({ page: 'home' }), to: 'All rooms' };
