import type { Site } from '../../../protocol/sites.ts';
import { lazy } from '../../shell/lazy.tsx';
import type { SettingsPage } from '../../shell/routes.ts';

const PAGE = { lines: 3 };

const SiteSettings = lazy(
  async () => (await import('../../features/sites/settings/SiteSettings.tsx')).SiteSettings,
  PAGE,
);
const AgentSettings = lazy(
  async () => (await import('../../features/agents/settings/AgentSettings.tsx')).AgentSettings,
  PAGE,
);
const WebhooksPage = lazy(async () => (await import('../../features/webhooks/WebhooksPage.tsx')).WebhooksPage, PAGE);
const ImportsPage = lazy(
  async () => (await import('../../features/imports/settings/ImportsPage.tsx')).ImportsPage,
  PAGE,
);
const IntegrationsPage = lazy(
  async () => (await import('../../features/keys/settings/IntegrationsPage.tsx')).IntegrationsPage,
  PAGE,
);
const MailInPage = lazy(async () => (await import('../../features/mail-in/settings/MailInPage.tsx')).MailInPage, PAGE);
const LadderPage = lazy(async () => (await import('../../features/ladder/settings/LadderPage.tsx')).LadderPage, PAGE);
const ToldPage = lazy(async () => (await import('../../features/notices/settings/ToldPage.tsx')).ToldPage, PAGE);
const WhoPage = lazy(async () => (await import('../../features/notices/settings/WhoPage.tsx')).WhoPage, PAGE);
const RoutingPage = lazy(
  async () => (await import('../../features/routing/settings/RoutingPage.tsx')).RoutingPage,
  PAGE,
);
const RatingsPage = lazy(
  async () => (await import('../../features/ratings/settings/RatingsPage.tsx')).RatingsPage,
  PAGE,
);
const ScriptPage = lazy(async () => (await import('../../features/scripts/settings/ScriptPage.tsx')).ScriptPage, PAGE);
const SpamPage = lazy(async () => (await import('../../features/spam/settings/SpamPage.tsx')).SpamPage, PAGE);
const SecurityPage = lazy(
  async () => (await import('../../features/factors/settings/SecurityPage.tsx')).SecurityPage,
  PAGE,
);
const TelegramPage = lazy(
  async () => (await import('../../features/telegram/settings/TelegramPage.tsx')).TelegramPage,
  PAGE,
);
const MailPage = lazy(async () => (await import('../../features/mail/settings/MailPage.tsx')).MailPage, PAGE);
const AuditPage = lazy(async () => (await import('../../features/audit/AuditPage.tsx')).AuditPage, PAGE);
const PrivacyPage = lazy(
  async () => (await import('../../features/privacy/settings/PrivacyPage.tsx')).PrivacyPage,
  PAGE,
);
const SmsPage = lazy(async () => (await import('../../features/sms/settings/SmsPage.tsx')).SmsPage, PAGE);
const TelephonePage = lazy(
  async () => (await import('../../features/calls/settings/TelephonePage.tsx')).TelephonePage,
  PAGE,
);
const SessionsPage = lazy(async () => (await import('../../features/sessions/SessionsPage.tsx')).SessionsPage, PAGE);
const DoctorPage = lazy(async () => (await import('../../features/doctor/DoctorPage.tsx')).DoctorPage, { lines: 6 });
const CustomersPage = lazy(
  async () => (await import('../../features/people/settings/CustomersPage.tsx')).CustomersPage,
  PAGE,
);
const ServicesPage = lazy(
  async () => (await import('../../features/services/settings/ServicesPage.tsx')).ServicesPage,
  PAGE,
);
const StaffPage = lazy(async () => (await import('../../features/staff/settings/StaffPage.tsx')).StaffPage, PAGE);
const RepliesPage = lazy(
  async () => (await import('../../features/canned-replies/settings/RepliesPage.tsx')).RepliesPage,
  PAGE,
);

/** One page of the settings, fetched with its room. Those about a site show nothing while there is none. */
export function Page(props: { page: SettingsPage; site: Site | undefined; onSite: (key: string) => void }) {
  const { page, site, onSite } = props;
  switch (page) {
    case 'site':
    case 'install':
    case 'identity':
      return site ? <SiteSettings page={page} site={site} onSite={onSite} /> : null;
    case 'webhooks':
      return site ? <WebhooksPage key={site.key} site={site} /> : null;
    case 'mail-in':
      return site ? <MailInPage key={site.key} site={site} /> : null;
    case 'waiting':
      return site ? <LadderPage key={site.key} site={site} /> : null;
    case 'notices':
      return site ? <WhoPage key={site.key} site={site} /> : null;
    case 'routing':
      return site ? <RoutingPage key={site.key} site={site} /> : null;
    case 'ratings':
      return site ? <RatingsPage key={site.key} site={site} /> : null;
    case 'script':
      return site ? <ScriptPage key={site.key} site={site} /> : null;
    case 'spam':
      return site ? <SpamPage key={site.key} site={site} /> : null;
    case 'privacy':
      return site ? <PrivacyPage key={site.key} site={site} /> : null;
    case 'agents':
    case 'profile':
      return <AgentSettings page={page} />;
    case 'replies':
      return <RepliesPage />;
    case 'told':
      return <ToldPage />;
    case 'security':
      return <SecurityPage />;
    case 'telegram':
      return <TelegramPage />;
    case 'sms':
      return <SmsPage />;
    case 'telephone':
      return <TelephonePage />;
    case 'mail':
      return <MailPage />;
    case 'imports':
      return <ImportsPage />;
    case 'integrations':
      return <IntegrationsPage />;
    case 'audit':
      return <AuditPage />;
    case 'customers':
      return <CustomersPage />;
    case 'services':
      return <ServicesPage />;
    case 'staff':
      return <StaffPage />;
    case 'doctor':
      return <DoctorPage />;
    case 'sessions':
      return <SessionsPage />;
  }
}
