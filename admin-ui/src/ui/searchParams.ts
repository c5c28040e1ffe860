/** Sets a parameter of the address; an empty one is left out. */
export function putParam(params: URLSearchParams, name: string, value: string): void {
  if (value === '') params.delete(name);
  else params.set(name, value);
}
