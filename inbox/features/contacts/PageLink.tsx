import { contained } from '../../shell/bidi.ts';
import { pathOfUrl } from '../../shell/urls.ts';

/** A page of the site, if it is one: what a visitor's page sends as a URL may be anything. */
export function PageLink({ url, name }: { url: string; name: string }) {
  if (!pathOfUrl(url)) return <bdi>{contained(name)}</bdi>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow" dir="auto" title={url}>
      {contained(name)}
    </a>
  );
}
