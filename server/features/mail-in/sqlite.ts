import type { Engine } from '../../store/sqlite/engine.ts';
import { MAIL, MAIL_ACCOUNT, mailAccountFromRow, mailFromRow } from '../../store/sqlite/mail-rows.ts';
import type { MailInStore } from './store.ts';

/** See `MailInStore`. */
export function createMailInStore({ writer, reader, write, read, rows, ledger }: Engine): MailInStore {
  const { conversations, mails, audit } = rows;
  const accounts = reader.prepare(`SELECT ${MAIL_ACCOUNT} ORDER BY id`);
  const put = writer.prepare(`
    INSERT OR REPLACE INTO mail_accounts (id, version, settings, progress, holder, held_until) VALUES (?, ?, ?, ?, '', 0)`);
  const remove = writer.prepare('DELETE FROM mail_accounts WHERE id = ?');
  const hold = writer.prepare(`
    UPDATE mail_accounts SET holder = :serverId, held_until = :until
    WHERE id = :id AND (holder = :serverId OR held_until <= :at)`);
  const held = writer.prepare(`SELECT ${MAIL_ACCOUNT} WHERE id = ?`);
  const letGo = writer.prepare("UPDATE mail_accounts SET holder = '', held_until = 0 WHERE id = ? AND holder = ?");
  const keep = writer.prepare('UPDATE mail_accounts SET progress = ? WHERE id = ? AND holder = ? AND version = ?');
  const find = reader.prepare(`SELECT ${MAIL} WHERE id = ?`);
  const known = reader.prepare(`
    SELECT 1 FROM contacts k CROSS JOIN conversations c ON c.contact = k.row
    WHERE k.site = (SELECT row FROM sites WHERE id = ?) AND k.email = ? COLLATE NOCASE AND k.email <> '' LIMIT 1`);
  const byKey = reader.prepare(`
    SELECT conversation FROM mails WHERE site = ? AND message_key <> ''
      AND message_key IN (SELECT value FROM json_each(?)) ORDER BY row DESC LIMIT 1`);

  return {
    accounts: () => read(() => accounts.all().map(mailAccountFromRow)),

    putAccount: ({ id, version, settings, progress }, row) =>
      write(() => {
        put.run(id, version, JSON.stringify(settings), JSON.stringify(progress));
        audit.add(row);
      }),

    removeAccount: (id, row) =>
      write(() => {
        if (remove.run(id).changes === 0) return false;
        audit.add(row);
        return true;
      }),

    hold: ({ id, serverId, at, until }) =>
      write(() => {
        if (hold.run({ id, serverId, at, until }).changes === 0) return null;
        return mailAccountFromRow(held.get(id));
      }),

    letGo: ({ id, serverId }) => write(() => void letGo.run(id, serverId)),

    keepProgress: ({ id, serverId, version }, progress) =>
      write(() => keep.run(JSON.stringify(progress), id, serverId, version).changes === 1),

    keep: mail =>
      write(() => {
        if (!conversations.find(mail.conversationId)) return false;
        mails.add(mail);
        return true;
      }),

    find: id =>
      read(() => {
        const row = find.get(id);
        return row ? mailFromRow(row) : null;
      }),

    conversationOf: (siteId, messageKeys) =>
      read(() => (byKey.get(siteId, JSON.stringify(messageKeys))?.conversation as string | undefined) ?? null),

    knowsAddress: (siteId, address) => read(() => address !== '' && known.get(siteId, address) !== undefined),

    tell: ({ conversationId, event, sent, at }) =>
      write(() => {
        const draft = { author: { kind: 'system' } as const, at, sending: { ...sent, to: { conversationId } } };
        return ledger.addEvent(conversations.need(conversationId), draft, () => event)!;
      }),
  };
}
