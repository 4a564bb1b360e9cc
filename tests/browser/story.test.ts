import { describe, test } from 'vitest';
import { isolatedName } from '../../protocol/turning.ts';
import { fill } from '../../protocol/words.ts';
import en from '../../widget/i18n/en.ts';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { type DeskbellOptions, OWNER, startDeskbell } from '../helpers/deskbell.ts';
import { openInbox } from '../helpers/inbox-page.ts';
import { newDatabase, sharedMongo } from '../helpers/mongod.ts';
import { sees, seesNoMore } from '../helpers/sees.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();
const mongo = await sharedMongo();

/** A page whose server was away says so in its console; everything else is a failure still. */
const SERVER_AWAY = [/ERR_CONNECTION_(REFUSED|RESET)/, /WebSocket connection to .* failed/, /status of 50[023]/];

/** All three ways in, the answers, and a server that goes and comes: no page is reloaded before the end. */
async function tellStory(options: DeskbellOptions): Promise<void> {
  const deskbell = await startDeskbell({ ...options, site: { name: 'Altan Flowers' } });
  const agent = await openInbox(deskbell, { allow: SERVER_AWAY });
  const visitor = widgetOn(await openPage({ allow: SERVER_AWAY, timezoneId: 'Europe/Riga' }));
  await visitor.page.goto(`${deskbell.url}/demo?lang=en`);

  // Chat, both ways, with typing and read marks.
  await visitor.open();
  await sees(visitor.panel, fill(en.here, { name: isolatedName(OWNER.name) }));
  await visitor.say('Do you deliver to Darkhan?');
  await agent.openRow('Do you deliver to Darkhan?');
  await sees(visitor.log, /Seen/);
  await visitor.field.pressSequentially('And ');
  await sees(agent.log, /^typing/);
  await agent.field.pressSequentially('On ');
  await sees(visitor.log, /is typing/);
  await agent.reply('On Tuesdays and Fridays.');
  await sees(visitor.log, 'On Tuesdays and Fridays.');
  await seesNoMore(visitor.log, /is typing/);
  await sees(agent.log, /Seen/);

  // A note stays among agents.
  await agent.note('Asked the same in May.');
  await sees(agent.log, 'Asked the same in May.');

  // A call.
  await visitor.tab('callback');
  await visitor.input('phone').fill('+976 9911 2233');
  await visitor.input('name').fill('Bolormaa');
  await visitor.input('topic').fill('A wedding in May');
  await visitor.button(/^Call me in about/).click();
  await sees(visitor.panel, 'We will ring you');
  await sees(agent.log, 'A wedding in May');
  await agent.person.getByRole('link', { name: '+976 9911 2233' }).waitFor();
  await agent.view('callbacks');
  await agent.row('A wedding in May').waitFor();

  // A form.
  await visitor.tab('contact');
  await visitor.input('name').fill('Bolormaa');
  await visitor.input('reach').fill('bolormaa@altan.example');
  await visitor.input('message').fill('No lilies, please.');
  await visitor.button('Send').click();
  await sees(visitor.panel, 'Thank you, we have it');
  await agent.view('mine');
  await agent.openRow('Bolormaa');
  await sees(agent.log, 'No lilies, please.');

  // The server goes. What is written meanwhile is kept, and goes out by itself when it is back.
  await deskbell.stop('SIGTERM');
  await visitor.tab('chat');
  await sees(visitor.panel, 'No connection.');
  await visitor.say('Are you still there?');
  await sees(visitor.log, 'Goes out when the connection is back');
  await agent.reply('We are.');
  await deskbell.start();
  await sees(agent.log, 'Are you still there?');
  await sees(visitor.log, 'We are.');
  await seesNoMore(visitor.panel, 'No connection.');

  // And a power cut, with both pages loaded anew after it.
  await deskbell.stop('SIGKILL');
  await deskbell.start();
  await Promise.all([visitor.page.reload(), agent.page.reload()]);
  await visitor.open();
  for (const words of [
    'Do you deliver to Darkhan?',
    'On Tuesdays and Fridays.',
    'No lilies, please.',
    'Are you still there?',
    'We are.',
  ]) {
    await sees(visitor.log, words);
    await sees(agent.log, words);
  }
  await sees(agent.log, 'Asked the same in May.');
  await seesNoMore(visitor.log, 'Asked the same in May.');
  await agent.reply('So it was not a dream.');
  await sees(visitor.log, 'So it was not a dream.');
}

describe.skipIf(noBrowser)('visitor and agent', () => {
  test('ST1 W8 C2 talk, call and write on SQLite, and a server that stops and starts loses nothing', () =>
    tellStory({}));

  test.skipIf(!mongo.uri)(
    'ST1 W8 C2 talk, call and write on MongoDB, and a server that stops and starts loses nothing',
    () => tellStory({ databaseUrl: newDatabase(mongo) }),
  );
});
