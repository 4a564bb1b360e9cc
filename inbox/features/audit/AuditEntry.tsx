import type { AuditRow } from '../../../protocol/audit.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { browserOf } from '../../shell/browsers.ts';
import { isoTime, moment } from '../../shell/times.ts';
import { said } from './said.ts';
import { t } from './words/index.ts';

/** One row: what, to whom, by whom, when and from where. */
export function AuditEntry({ row }: { row: AuditRow }) {
  const { agents, sites } = useInbox();
  const now = useApp().clock.value;
  const { at, who, what, on, from, siteId } = row;
  const agentName = on.kind === 'agent' && agents.nameOf(on.id);
  const nameOfSite = (id: string) => sites.all.value.find(each => each.id === id)?.name;
  const siteName = siteId !== null && nameOfSite(siteId);
  // The act's own name says it already where nothing else can have changed.
  const details = on.text ? said(on.text, nameOfSite).filter(part => part !== t(what)) : [];
  return (
    <li>
      <span class="settings-name">
        <span>
          <b>{t(what)}</b>
          {agentName && (
            <>
              {' · '}
              <bdi>{agentName}</bdi>
            </>
          )}
          {siteName && (
            <>
              {' · '}
              <bdi>{siteName}</bdi>
            </>
          )}
        </span>
        {details.length > 0 && (
          <small>
            {details.map((part, at) => (
              <>
                {at > 0 && ' · '}
                <bdi>{part}</bdi>
              </>
            ))}
          </small>
        )}
        <small>
          {who.kind === 'agent' ? <bdi title={who.email}>{who.name}</bdi> : t(who.kind)}
          {who.kind === 'key' && (
            <>
              {' '}
              <bdi>{who.name}</bdi>
            </>
          )}
          {' · '}
          <time dateTime={isoTime(at)}>{moment(at, now)}</time>
          {from && (
            <>
              {' · '}
              <bdi dir="ltr">{[from.address, browserOf(from.userAgent)].filter(Boolean).join(', ')}</bdi>
            </>
          )}
        </small>
      </span>
    </li>
  );
}
