/** What owners set about lines and the telephone system behind them. */
import type { Agent } from '../../../protocol/agents.ts';
import type {
  LineSecretAnswer,
  LineSettings,
  PhoneLine,
  TelephoneAnswer,
  TelephoneFacts,
  TelephoneSettings,
} from '../../../protocol/telephone.ts';
import { MAX_LINES } from '../../../protocol/telephone.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { checkedUrl } from '../../outbox/checked-url.ts';
import { seal } from '../../secrets.ts';
import { newToken } from '../../tokens.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { asteriskHost } from './asterisk-host.ts';
import { type KeptLine, type KeptTelephone, LOGINS, type Login, TELEPHONE, telephoneNow } from './settings.ts';

/** Calls that are looked through for what was heard of each line. */
const LOOKED_AT = 100;

/** As an owner sees them. */
export async function telephoneOf(context: Context): Promise<TelephoneAnswer> {
  const { store, asterisk } = context;
  const { lines, settings, secrets } = await telephoneNow(context);
  const { items } = await store.calls.page({ siteIds: null, filter: 'all', agentId: '', limit: LOOKED_AT });
  const lastHeardAt = (id: string) => items.find(each => each.lineId === id)?.startedAt ?? null;
  return {
    lines: lines.map(line => shownLine(line, lastHeardAt(line.id))),
    settings,
    kept: LOGINS.filter(login => secrets[login] !== ''),
    asterisk: settings.asterisk.host === '' ? null : await asterisk.state(),
  };
}

/** What an agent may know of them. Who has no telephone at the telephone system rings by what their computer has for it. */
export async function telephoneFacts(
  { settings }: Pick<Context, 'settings'>,
  agent: Pick<Agent, 'id' | 'role'>,
): Promise<TelephoneFacts> {
  const { lines, settings: set } = await settings.read(TELEPHONE);
  const { dial, asterisk, extensions } = set;
  const hasDoor = dial.url !== '' || (asterisk.host !== '' && asterisk.context !== '');
  const isAtIt = agent.role !== 'reader' && extensions.some(each => each.agentId === agent.id);
  return { canDial: hasDoor && isAtIt, hasLines: lines.length > 0 };
}

/**
 * Keeps what is set of the telephone system. A password that is left empty stays, where it is asked for at the same place: whoever
 * may set this could else have it sent to themselves.
 * @throws AppError FIELD_INVALID by field
 */
export async function changeTelephone(context: Context, actor: Actor, typed: TelephoneSettings): Promise<void> {
  const { config } = context;
  const { recordings, dial, asterisk } = typed;
  const settings: TelephoneSettings = {
    extensions: typed.extensions,
    recordings: {
      ...recordings,
      url: recordings.url.trim() && new URL(checkedPlace(context, recordings.url, 'recordings.url')).origin,
    },
    dial: { ...dial, url: dial.url.trim() && checkedPlace(context, dial.url, 'dial.url') },
    asterisk: { ...asterisk, host: asterisk.host && asteriskHost(config, asterisk.host) },
  };
  const sealed: KeptTelephone['secrets'] = { recordings: '', dial: '', asterisk: '' };
  for (const login of LOGINS) {
    const { password } = settings[login];
    if (password !== '') sealed[login] = seal(config.secretKey, password);
    settings[login].password = '';
  }
  await keep(context, actor, 'phoneSystem', before => {
    const secrets = { ...sealed };
    for (const login of LOGINS) {
      const isSame = placeOf(before.settings, login) === placeOf(settings, login);
      if (secrets[login] === '' && isSame) secrets[login] = before.secrets[login];
    }
    return { ...before, settings, secrets };
  });
  context.asterisk.wake();
}

function checkedPlace({ config }: Pick<Context, 'config'>, url: string, field: string): string {
  return checkedUrl(config, url, 'https://pbx.example/', field);
}

/** Who is told a password. */
function placeOf({ recordings, dial, asterisk }: TelephoneSettings, login: Login): string {
  if (login === 'asterisk') return JSON.stringify([asterisk.host, asterisk.port, asterisk.isTls, asterisk.user]);
  const { url, user } = login === 'dial' ? dial : recordings;
  return JSON.stringify([URL.canParse(url) ? new URL(url).origin : url, user]);
}

/** A new line, with its secret, which is shown this once. @throws AppError FIELD_INVALID by field, LIMIT where there are too many */
export async function makeLine(
  context: Context,
  actor: Actor,
  typed: LineSettings,
  base: string,
): Promise<LineSecretAnswer> {
  await checkLine(context, typed);
  const secret = newToken();
  const line: KeptLine = { ...typed, id: context.newId(), secret: seal(context.config.secretKey, secret) };
  await keep(context, actor, 'lines', before => {
    if (before.lines.length >= MAX_LINES) {
      throw new AppError('FIELD_INVALID', `A desk has up to ${MAX_LINES} lines.`, {
        fields: { name: 'FIELD_INVALID' },
      });
    }
    return { ...before, lines: [...before.lines, line] };
  });
  return withSecret(line, secret, base);
}

/** @throws AppError NOT_FOUND, FIELD_INVALID by field */
export async function changeLine(context: Context, actor: Actor, id: string, typed: LineSettings): Promise<PhoneLine> {
  lineIn(await telephoneNow(context), id);
  await checkLine(context, typed);
  const now = await keep(context, actor, 'lines', before => withLine(before, id, typed));
  return shownLine(lineIn(now, id), null);
}

/** What is told under it opens nothing any more; its calls stay. @throws AppError NOT_FOUND */
export async function removeLine(context: Context, actor: Actor, id: string): Promise<void> {
  await keep(context, actor, 'lines', before => {
    lineIn(before, id);
    return { ...before, lines: before.lines.filter(each => each.id !== id) };
  });
}

/** A new secret; the one before is good for nothing. @throws AppError NOT_FOUND */
export async function renewLine(context: Context, actor: Actor, id: string, base: string): Promise<LineSecretAnswer> {
  const secret = newToken();
  const sealed = { secret: seal(context.config.secretKey, secret) };
  const now = await keep(context, actor, 'lines', before => withLine(before, id, sealed));
  return withSecret(lineIn(now, id), secret, base);
}

/** The path at which a line hears. */
export function doorPath({ id }: Pick<KeptLine, 'id'>): string {
  return `/v1/lines/${id}/calls`;
}

function withSecret(line: KeptLine, secret: string, base: string): LineSecretAnswer {
  const bare = `${base}${doorPath(line)}`;
  const isByAddress = line.dialect === 'zammad' || line.dialect === 'sipgate' || line.dialect === 'placetel';
  return {
    line: shownLine(line, null),
    secret,
    addresses: isByAddress ? { bare, whole: line.dialect === 'placetel' ? bare : `${bare}/${secret}` } : null,
  };
}

function shownLine({ secret: _, ...line }: KeptLine, lastHeardAt: number | null): PhoneLine {
  return { ...line, lastHeardAt };
}

function lineIn({ lines }: KeptTelephone, id: string): KeptLine {
  const found = lines.find(each => each.id === id);
  if (!found) throw new AppError('NOT_FOUND');
  return found;
}

async function checkLine({ sites, store, staff }: Context, { siteId, rings }: LineSettings): Promise<void> {
  const refuse = (field: string) => {
    throw new AppError('FIELD_INVALID', `${field}: there is none of this id.`, {
      fields: { [field]: 'FIELD_INVALID' },
    });
  };
  if (!(await sites.byId(siteId))) refuse('siteId');
  if (rings.kind === 'agent' && !staff.find(rings.agentId)) refuse('rings');
  if (rings.kind === 'team' && !(await store.teams.all()).some(each => each.id === rings.teamId)) refuse('rings');
}

/** @param change of what holds now, and again where somebody was faster: so two owners at once lose nothing of each other's */
function keep(
  context: Context,
  actor: Actor,
  text: string,
  change: (before: KeptTelephone) => KeptTelephone,
): Promise<KeptTelephone> {
  const row = auditRow(context, actor, { what: 'telephone.changed', on: { kind: 'server', id: null, text } });
  return context.settings.change(TELEPHONE, change, row);
}

/** The same with one line changed. @throws AppError NOT_FOUND */
function withLine(before: KeptTelephone, id: string, change: Partial<KeptLine>): KeptTelephone {
  const next = { ...lineIn(before, id), ...change };
  return { ...before, lines: before.lines.map(each => (each.id === id ? next : each)) };
}
