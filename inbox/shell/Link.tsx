import type { JSX } from 'preact';
import { useApp } from './app.ts';
import { pathOf, type Route } from './routes.ts';

/** A place in the inbox. With a modifier key the browser opens it as any other link. */
export function Link({
  to,
  ...rest
}: { to: Route } & Omit<JSX.AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'onClick'>) {
  const { go } = useApp();
  const onClick = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return <a {...rest} href={pathOf(to)} onClick={onClick} />;
}
