/** The whole of a first pairing, for tests that are about what comes after it. */

/** @typedef {import('./hub.js').Hub} Hub */
/** @typedef {import('../device/device.js').Device} Device */
/** @typedef {import('../device/device.js').Contact} Contact */

/**
 * Pairs a device, with the hub's administrator and the device's person saying yes to everything.
 *
 * @param {Hub} hub
 * @param {Device} device
 * @param {Parameters<Contact['ask']>[0]} [how]
 * @returns {Promise<Contact>} connected
 */
export async function pair(hub, device, how = {}) {
  const contact = await exchangeKeys(hub, device, how);
  contact.approve();
  await hub.admin.decide(device.id, 'WORDS', 'YES');
  await contact.checkKeys();
  await hub.admin.connected(device.id);
  return contact;
}

/**
 * Pairs up to where both ends show what is to be compared.
 *
 * @param {Hub} hub
 * @param {Device} device
 * @param {Parameters<Contact['ask']>[0]} [how]
 * @returns {Promise<Contact>}
 */
export async function exchangeKeys(hub, device, how = {}) {
  const contact = await device.dial(hub.devicePort);
  await contact.greet();
  contact.ask(how);
  await hub.admin.decide(device.id, 'CONTACT', 'YES');
  await contact.takeKey();
  contact.giveKey();
  return contact;
}

/** @param {any} question @param {string} kind @returns {string[] | undefined} what it shows of that kind */
export function shown(question, kind) {
  return question.shown.find((/** @type {any} */ line) => line.kind === kind)?.values;
}
