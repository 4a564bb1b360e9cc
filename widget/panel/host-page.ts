/**
 * What the page around us does while it stands: it changes its address, brings and takes elements, opens dialogs of its
 * own, is put aside by the browser and taken up again. A chunk of its own, as nothing of it happens in the first moment.
 */
import * as chat from '../features/chat/state.ts';
import { coverPage } from './cover.ts';
import style from './host-page.css?inline';
import { emptyPlaceholders, fillPlaceholders } from './inline-forms.tsx';
import { learn } from './learn.ts';
import { resume, suspend } from './link.ts';
import { settle } from './modal.ts';
import { keepKeys } from './own-keys.ts';
import { onStorage, track } from './session.ts';
import { darkness, settings } from './settings.ts';
import { stay } from './stay.ts';
import { addStyle } from './style.ts';

addStyle(style);

/** A page's title follows its address, when what belongs to it is drawn. */
const SETTLE_MS = 500;
/** How browsers without the Navigation API, and frameworks, say that the address is another one. */
const ROUTE_EVENTS = [
  'popstate',
  'hashchange',
  'turbo:load',
  'astro:page-load',
  'htmx:pushedIntoHistory',
  // The same in version 4.
  'htmx:after:history:update',
];

/** @param signal ends it */
export function attend(host: HTMLElement, signal: AbortSignal): void {
  document.addEventListener('visibilitychange', chat.read, { signal });
  addEventListener('storage', onStorage, { signal });
  darkness.addEventListener('change', () => settings.change({}), { signal });
  followScreen(host, signal);
  followRoutes(signal);
  settle(host, signal);
  coverPage(host, signal);
  keepKeys(host, signal);
  stay(host, signal);

  obey();
  settings.watchers.add(obey);
  signal.addEventListener('abort', () => {
    settings.watchers.delete(obey);
    emptyPlaceholders();
  });
  // The launcher's style says so of each form's place, or the page's own.
  const onForm = ({ target }: Event) => (target as Element).matches('[data-deskbell-form]') && fillPlaceholders();
  document.addEventListener('animationstart', onForm, { signal });

  // A page with an open link may not be kept for the way back.
  addEventListener('pagehide', ({ persisted }) => persisted && suspend(), { signal });
  addEventListener('pageshow', ({ persisted }) => persisted && resume(), { signal });
}

/** What the page asks for may be another language, and says that it has new places for forms. */
function obey() {
  learn(settings.now.locale);
  fillPlaceholders();
}

/** Tells the style sheet which part of the screen a keyboard or a zoom leaves. */
function followScreen({ style }: HTMLElement, signal: AbortSignal) {
  const fit = () => {
    style.setProperty('--height', `${visualViewport!.height}px`);
    style.setProperty('--top', `${visualViewport!.offsetTop}px`);
  };
  visualViewport?.addEventListener('resize', fit, { signal });
  visualViewport?.addEventListener('scroll', fit, { signal });
}

/** Tells the agent which page the visitor is on. */
function followRoutes(signal: AbortSignal) {
  let address = document.URL;
  let timer: ReturnType<typeof setTimeout>;

  function tell() {
    // What the last page had is forgotten, what this one has is filled.
    fillPlaceholders();
    if (document.URL === address) return;
    address = document.URL;
    track('page', document.title);
  }
  function onRoute() {
    clearTimeout(timer);
    timer = setTimeout(tell, SETTLE_MS);
  }

  const { navigation } = window as { navigation?: EventTarget };
  navigation?.addEventListener('navigatesuccess', onRoute, { signal });
  // Not all of them bubble to the window, but on its way down each passes it.
  if (!navigation) for (const name of ROUTE_EVENTS) addEventListener(name, onRoute, { capture: true, signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
}
