/** The panel's tabs, by the names that pages know them by: `contact` is the site's channel `form`. */
export type Tab = 'chat' | 'callback' | 'contact' | 'booking';

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
