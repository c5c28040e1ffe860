/** A real browser, and what it complains about. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { SCREENSHOTS } from './places.js';

/** @typedef {import('playwright-core').Page} Page */

/** On a machine that has much else to do, a page takes its time. */
const PATIENCE_MS = 120_000;

/** Opened once a file. */
export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
  });
}

/** A window of its own, with no cookies from others. */
export class Window {
  /** @type {string[]} whatever the console or the policy had to complain about */
  complaints = [];

  /** @param {Page} page @param {string} origin the only place that it may talk to */
  constructor(page, origin) {
    this.page = page;
    this.origin = origin;
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('console', (message) => {
      // The policy's violations are logged as errors too.
      if (!['error', 'warning'].includes(message.type())) return;
      this.complaints.push(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('request', (request) => {
      const { origin: to, protocol } = new URL(request.url());
      if (to !== origin && protocol !== 'data:') this.complaints.push(`it asked ${request.url()}`);
    });
  }

  /** @param {import('playwright-core').Browser} browser @param {string} origin @returns {Promise<Window>} */
  static async open(browser, origin) {
    const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, reducedMotion: 'reduce' });
    return new Window(await context.newPage(), origin);
  }

  /** What a test brings about itself. @param {RegExp} expected fails if it did not come */
  expectComplaint(expected) {
    assert.ok(
      this.complaints.some((complaint) => expected.test(complaint)),
      `the browser did not say ${expected}`,
    );
    this.forgive(expected);
  }

  /** What may come of what a test does, or may not. @param {RegExp} possible */
  forgive(possible) {
    this.complaints = this.complaints.filter((complaint) => !possible.test(complaint));
  }

  assertContent() {
    assert.deepEqual(this.complaints.splice(0), [], 'the browser complains');
  }

  /** For people to look at. @param {string} name */
  async photograph(name) {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  }

  async close() {
    await this.page.context().close();
  }
}
