/** The browser device of chats, with a person before it. */
import assert from 'node:assert/strict';

import { Window } from './browser.js';

/** @typedef {import('playwright-core').Browser} Browser */

export class Guest {
  /** @param {Window} window @param {string} name of its owner */
  constructor(window, name) {
    this.window = window;
    this.page = window.page;
    this.name = name;
  }

  /** With the page before it, in a browser that was never here. @param {Browser} browser @param {number} port @param {string} name @returns {Promise<Guest>} */
  static async open(browser, port, name) {
    const window = await Window.open(browser, `http://127.0.0.1:${port}`);
    await window.page.setViewportSize({ width: 390, height: 844 });
    const guest = new Guest(window, name);
    await guest.goTo('');
    await guest.sees('Rooms');
    await guest.page.getByRole('textbox', { name: 'Your name' }).fill(name);
    await guest.press('Keep');
    return guest;
  }

  /** @param {string} where what comes after `#` */
  async goTo(where) {
    await this.page.goto(`${this.window.origin}/chat#${where}`);
  }

  /** @param {string} title of the page that it comes to */
  async sees(title) {
    await this.page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  }

  /** @param {string | RegExp} text that is there, or comes */
  async reads(text) {
    await this.page.getByText(text).first().waitFor();
  }

  /** @param {string} name */
  async press(name) {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  /** @returns {Promise<string>} what is handed over */
  async line() {
    await this.goTo('/');
    const line = await this.page.getByTestId('own-line').textContent();
    assert.ok(line);
    return line;
  }

  /** @returns {Promise<string>} */
  async identity() {
    await this.page.getByRole('link', { name: 'Help' }).click();
    const identity = await this.page.locator('dd code').first().textContent();
    await this.page.goBack();
    return identity ?? '';
  }

  /** @param {...string} lines */
  async trusts(...lines) {
    await this.goTo('/people');
    for (const line of lines) {
      await this.page.getByRole('textbox', { name: 'Their identity' }).fill(line);
      await this.press('Add');
      await this.reads(/ is added\./);
    }
  }

  /** @param {string} room */
  async join(room) {
    await this.goTo(room);
    await this.sees(`# ${room}`);
    await this.press('Join');
  }

  /** @param {number} count of those who are here, oneself included */
  async counts(count) {
    await this.reads(count === 1 ? 'You are alone here' : `${count} are here`);
  }

  /** @param {string} text */
  async say(text) {
    await this.page.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.press('Send');
  }

  /** Waits until it was said, or happened. @param {string} text */
  async hears(text) {
    await this.page.getByRole('log', { name: 'Messages' }).getByText(text, { exact: true }).waitFor();
  }

  async leave() {
    await this.press('Leave the room');
    await this.press('Leave');
    await this.reads('You left the room');
  }

  /** The words that it shows beside somebody. @param {string} name @returns {Promise<string[]>} */
  async wordsWith(name) {
    await this.page.getByText(/are here$/).click();
    const members = this.page.getByRole('list', { name: 'Who is here' });
    await members.getByText(name, { exact: true }).first().click();
    const region = this.page.getByRole('region', { name: `Compare with ${name}` });
    const words = await region.getByRole('list', { name: 'Check words' }).getByRole('listitem').allInnerTexts();
    await this.page.getByText(/are here$/).click();
    return words;
  }

  /** With nothing to complain about. */
  async putAway() {
    this.window.assertContent();
    await this.window.close();
  }
}

/** Has all trust each other. @param {...Guest} guests */
export async function exchangeIdentities(...guests) {
  /** @type {string[]} */
  const lines = [];
  for (const guest of guests) lines.push(await guest.line());
  for (const [i, guest] of guests.entries()) await guest.trusts(...lines.filter((_, j) => j !== i));
}
