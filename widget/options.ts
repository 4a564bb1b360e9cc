/** What pages, launcher and panel agree on. Types only: launcher and panel are built apart, and the SDK is a third. */
import type { Locale } from '../protocol/wire/fields.ts';
import type { Messages } from './i18n/index.ts';
import type { Availability, Entry } from './page-news.ts';

/** The panel's tabs, by the names that pages know them by: `contact` is the site's channel `form`. */
export type Tab = 'chat' | 'callback' | 'contact';

/** The `data-*` options of the script tag, and what `boot` and `update` take. */
export interface Options {
  /** The site's public key. */
  site?: string;
  /** Default: the page's `lang`, then the browser's languages. */
  locale?: string;
  position?: 'start' | 'end';
  /** `#rrggbb`. Default: the colour in the site's settings. */
  accent?: string;
  theme?: 'light' | 'dark' | 'auto';
  /** Opens this tab at once. */
  open?: Tab;
  /** `none`: no button; the page opens the panel by itself. */
  launcher?: 'none';
  zIndex?: string;
  /** `wait`: nothing at all happens before `deskbell('boot')`. */
  consent?: 'wait';
}

/** Who the visitor is, as far as the page knows: words for the agent. Only a signed JWT opens history. */
export interface User {
  name?: string;
  email?: string;
  phone?: string;
  attributes?: Record<string, string>;
}

/** Every event with what its listener gets; on `document` it is `deskbell:NAME` with the same as `detail`. */
export interface Events {
  ready: undefined;
  opened: Tab;
  closed: undefined;
  /** An agent's message arrived. */
  message: Entry;
  /** Agents' messages not yet seen. */
  unread: number;
  /** The server has kept a callback request or a contact form. */
  submitted: Entry;
  availability: Availability;
  error: { code: string };
}

type Listen = <Name extends keyof Events>(name: Name, listener: (detail: Events[Name]) => void) => () => void;

/** Every call a page may make, as `deskbell('open', 'chat')` or `deskbell.open('chat')`. */
export interface Calls {
  /** Draws the launcher: after `data-consent="wait"`, or after `shutdown`. */
  boot(options?: Options): void;
  /** Leaves the page as it was. */
  shutdown(): void;
  /** Changes options; looks for new inline forms too. */
  update(options?: Options): void;
  open(tab?: Tab): void;
  close(): void;
  toggle(tab?: Tab): void;
  /** The launcher's button, not the panel. */
  show(): void;
  hide(): void;
  identify(user: User, proof?: { jwt?: string }): void;
  setAttributes(attributes: Record<string, string>): void;
  /** Forgets the visitor on this device: for when somebody signs out of the site. */
  reset(): void;
  /** Something worth knowing for the agent happened: `track('cart filled')`. */
  track(name: string): void;
  /** A page of a single-page app opened. Default: what the address bar and title say. */
  page(url?: string, title?: string): void;
  on: Listen;
  once: Listen;
  off(name: keyof Events, listener: (detail: never) => void): void;
}

/** A locale chunk. */
export interface Words {
  code: Locale;
  default: Messages;
  /** Stands in for `Intl` where browsers do not know the language. */
  intl?: DateWords | false;
}

/** What the panel uses of `Intl`. */
export interface DateWords {
  DateTimeFormat: new (
    tag: string,
    options: Intl.DateTimeFormatOptions,
  ) => Pick<Intl.DateTimeFormat, 'format' | 'formatRange'>;
  NumberFormat: new (tag: string, options: Intl.NumberFormatOptions) => { format(value: number): string };
  RelativeTimeFormat: new (
    tag: string,
    options: Intl.RelativeTimeFormatOptions,
  ) => { format(value: number, unit: 'day'): string };
}

/** Answers one call; `on` and `once` return their own undo. */
export type Dispatch = (name: string, ...args: unknown[]) => unknown;

/** What the panel exports to the launcher: it takes over all calls, also those that waited in `queue`. */
export type Start = (
  words: Words,
  options: DOMStringMap,
  host: HTMLElement,
  queue: unknown[][],
  boot: () => HTMLElement,
  listen: (event: Event) => void,
) => Dispatch;
