import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, onTestFinished, test } from 'vitest';
import { whyNoBrowser } from '../helpers/browser.ts';
import { type Deskbell, startDeskbell } from '../helpers/deskbell.ts';
import { openInbox } from '../helpers/inbox-page.ts';
import { en } from '../helpers/inbox-words.ts';
import { newFolder } from '../helpers/new-folder.ts';
import { comeIn, MORNING } from '../helpers/people.ts';
import { sees } from '../helpers/sees.ts';

const noBrowser = await whyNoBrowser();

/** A server, and what makes its store refuse: another program in the middle of a transaction on its file. */
async function troubledDeskbell(): Promise<{ deskbell: Deskbell; hold(): () => void }> {
  const path = join(newFolder(), 'deskbell.db');
  const deskbell = await startDeskbell({ databaseUrl: `sqlite:${path}` });
  return {
    deskbell,
    hold() {
      const other = new DatabaseSync(path, { timeout: 5_000 });
      other.exec('BEGIN IMMEDIATE');
      onTestFinished(() => {
        if (other.isOpen) other.close();
      });
      return () => other.close();
    },
  };
}

describe.skipIf(noBrowser)('a store in trouble', () => {
  test('W17 is told in an open inbox, which keeps what is written and sends it when it is over', async () => {
    const { deskbell, hold } = await troubledDeskbell();
    await comeIn(deskbell, MORNING.slice(0, 1));
    const agent = await openInbox(deskbell);
    await agent.openRow('Здравствуйте!');
    const bar = agent.page.getByText(en.storeAway);
    const release = hold();
    await bar.waitFor();
    await agent.reply('On Friday.');
    await sees(agent.log, 'On Friday.');
    await sees(agent.log, en.sending);
    // What is there can still be read.
    await agent.view('all');
    await agent.openRow('Здравствуйте!');
    await bar.waitFor();
    release();
    await bar.waitFor({ state: 'detached' });
    await agent.log.getByText(en.sending).waitFor({ state: 'detached' });
    await agent.page.reload();
    await sees(agent.log, 'On Friday.');
  });
});
