/** What could not be fetched: how a page tells it from other faults, and what it knows of it. */
import { create } from 'zustand';

/** The engine's thread, of whose loading a browser says nothing. */
class NotLoaded extends Error {}

/** Something of the app that could not be fetched, as the browsers and the bundler say it. */
export const isLoadFailure = (error: unknown): boolean =>
  error instanceof NotLoaded ||
  (error instanceof Error &&
    /dynamically imported module|importing a module script|module script failed|unable to preload/i.test(
      error.message,
    ));

export const useNotLoaded = create(() => ({
  /** It is to be said over the page. */
  told: false,
  /** How often a page has met it: what failed before the last time may be asked for again. */
  times: 0,
}));

/** Says so over the page, which goes on. */
export const tellNotLoaded = (): void => useNotLoaded.setState({ told: true });

/** What broke a thread: it was told what, or its code could not be fetched. */
export const threadFault = ({ message }: ErrorEvent): Error =>
  message ? new Error(message) : new NotLoaded('the engine could not be loaded');

/** A way to load something whose failure is said over the page, before it is the asker's. */
export const told =
  <T>(load: () => Promise<T>, then = (): void => {}) =>
  (): Promise<T> =>
    load().catch((error) => {
      tellNotLoaded();
      then();
      throw error;
    });
