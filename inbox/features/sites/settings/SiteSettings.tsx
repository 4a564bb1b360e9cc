import './style.css';
import type { Site } from '../../../../protocol/sites.ts';
import { IdentityPage } from './IdentityPage.tsx';
import { InstallPage } from './InstallPage.tsx';
import { SitePage } from './SitePage.tsx';

/** The pages about one site, which come together. */
export function SiteSettings(props: {
  page: 'site' | 'install' | 'identity';
  site: Site;
  onSite: (key: string) => void;
}) {
  const { page, site, onSite } = props;
  switch (page) {
    case 'site':
      return <SitePage key={site.key} site={site} onSite={onSite} />;
    case 'install':
      return <InstallPage site={site} />;
    case 'identity':
      return <IdentityPage key={site.key} site={site} />;
  }
}
