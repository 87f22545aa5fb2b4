/** What stands in the page before the app does, for one who waits long or whose browser runs no scripts. */
export const beforeApp = {
  slow: 'Arus is still loading. If nothing comes, the connection is very slow or down: reload the page.',
  scripts:
    'Arus runs its engines in this browser, and for that it needs JavaScript. Allow it here and reload the page.',
} as const;
