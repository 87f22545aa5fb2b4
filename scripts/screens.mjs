// The screens that `npm run look` photographs: what each is called, where it is, and what is done there first.

/**
 * @typedef {object} Screen
 * @property {string} name
 * @property {string} address what follows the `#`
 * @property {(page: import('@playwright/test').Page) => Promise<void>} [prepare] brings the screen to the moment wanted
 */

/** @type {Screen[]} */
export const screens = [
  { name: 'home', address: '/' },
  { name: 'watermark', address: '/lesson/watermark' },
  { name: 'fraud', address: '/lesson/fraud' },
  { name: 'unknown', address: '/nowhere' },
];
