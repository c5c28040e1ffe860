/** The browser device in somebody's hand: what it shows is photographed, what it asks for is shown to it. */
import assert from 'node:assert/strict';

import { Window } from './browser.js';

/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @param {string} title */
async function sees(page, title) {
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
}

export class Phone {
  /** @param {Window} window @param {string} name of its owner */
  constructor(window, name) {
    this.window = window;
    this.page = window.page;
    this.name = name;
  }

  /** With the page before it, in a browser that was never here. @param {Browser} browser @param {number} port @param {string} name */
  static async open(browser, port, name) {
    const window = await Window.open(browser, `http://127.0.0.1:${port}`);
    await window.page.setViewportSize({ width: 390, height: 844 });
    await window.page.goto(`${window.origin}/qr`);
    return new Phone(window, name);
  }

  /** That has an account. @param {Browser} browser @param {number} port @param {string} name */
  static async joined(browser, port, name) {
    const phone = await Phone.open(browser, port, name);
    await phone.join();
    await phone.sees('Connections');
    return phone;
  }

  /** @param {string} title of the page that it comes to */
  async sees(title) {
    await sees(this.page, title);
  }

  /** @param {string} name */
  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** @param {string} name */
  async press(name) {
    await this.button(name).click();
  }

  async join(invite = '') {
    await this.page.getByRole('textbox', { name: 'Your name' }).fill(this.name);
    await this.page.getByRole('textbox', { name: 'Invite (if you have one)' }).fill(invite);
    await this.press('Join');
  }

  /** @param {string} label @param {'Show my code' | 'Scan a code'} choice */
  async begin(label, choice) {
    await this.page.goto(`${this.window.origin}/qr#/`);
    await this.page.getByRole('link', { name: 'Connect with someone' }).click();
    await this.page.getByRole('textbox', { name: 'What do you call them?' }).fill(label);
    await this.page.getByRole('button', { name: new RegExp(`^${choice}`) }).click();
  }

  /** The code on the screen, as the camera of another sees it. @param {'Your first code' | 'Your code' | 'Your second code'} name */
  photograph(name) {
    return this.page.getByRole('img', { name, exact: true }).screenshot();
  }

  /** The line below the code on the screen. @returns {Promise<string>} */
  async line() {
    const line = await this.page.getByTestId('line').textContent();
    assert.ok(line);
    return line;
  }

  /** @param {Buffer} photo */
  async scan(photo) {
    const file = { name: 'photo.png', mimeType: 'image/png', buffer: photo };
    await this.page.getByLabel('Choose a picture').setInputFiles(file);
  }

  /** @param {string} line */
  async paste(line) {
    await this.page.getByRole('textbox', { name: 'Or paste the line' }).fill(line);
    await this.press('Use this line');
  }

  /** @returns {Promise<string[]>} */
  words() {
    return this.page.getByRole('list', { name: 'Check words' }).getByRole('listitem').allInnerTexts();
  }

  /** @param {string} text */
  async say(text) {
    await this.page.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.press('Send');
  }

  /** Waits until it was said, by either. @param {string} text */
  async hears(text) {
    await this.page.getByRole('log', { name: 'Messages' }).getByText(text, { exact: true }).waitFor();
  }

  /** Waits for how far what was said last has come. @param {string} state */
  async lastIs(state) {
    const last = this.page.getByRole('log', { name: 'Messages' }).getByRole('listitem').last();
    await last.getByText(state, { exact: true }).waitFor();
  }

  close() {
    return this.window.close();
  }
}

/**
 * Two people who hold their phones before each other, up to the moment in which A shows the second code.
 *
 * @param {Phone} a who shows first
 * @param {Phone} b
 */
export async function holdTogether(a, b) {
  await a.begin(b.name, 'Show my code');
  await b.begin(a.name, 'Scan a code');
  await b.scan(await a.photograph('Your first code'));
  await b.sees('Show them your code');
  await a.press('Next: scan their code');
  await a.scan(await b.photograph('Your code'));
  await a.sees('Show this second code');
  await b.press('Next: scan their second code');
}

/** The rest of it. @param {Phone} a @param {Phone} b @returns {Promise<number>} how long it took, in milliseconds */
export async function connect(a, b) {
  const shown = performance.now();
  await b.scan(await a.photograph('Your second code'));
  await b.sees('Compare the words');
  assert.deepEqual(await b.words(), await a.words());
  await Promise.all([a.press('Yes, the same'), b.press('Yes, the same')]);
  await Promise.all([a.sees(b.name), b.sees(a.name)]);
  return performance.now() - shown;
}
