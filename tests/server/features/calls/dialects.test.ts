import { expect, test } from 'vitest';
import type { LineDialect } from '../../../../protocol/telephone-dialects.ts';
import { fieldsOf, readSaid, type SaidCall, sipgateAnswer } from '../../../../server/features/calls/dialects.ts';
import { agentsCalled } from '../../../../server/features/calls/people.ts';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** After each system's public documents, with our own numbers. */
const FIXTURES: readonly [
  what: string,
  dialect: LineDialect,
  type: string,
  body: string,
  said: Partial<SaidCall> | null,
][] = [
  [
    'Zammad: it rings',
    'zammad',
    FORM,
    'event=newCall&from=97699112233&to=97677112233&direction=in&callId=307fa962-de8d&user%5B%5D=Sarnai&user%5B%5D=Bold&queue=shop',
    {
      is: 'ringing',
      callId: '307fa962-de8d',
      number: '97699112233',
      ownNumber: '97677112233',
      users: ['Sarnai', 'Bold'],
    },
  ],
  [
    'Zammad: it was answered, as JSON',
    'zammad',
    JSON_TYPE,
    '{"event":"answer","from":"97699112233","to":"97677112233","direction":"in","callId":"307f","answeringNumber":"21","user":["Sarnai"]}',
    { is: 'answered', callId: '307f', users: ['Sarnai', '21'] },
  ],
  [
    'Zammad: it has ended after an answer',
    'zammad',
    JSON_TYPE,
    '{"event":"hangup","cause":"normalClearing","from":"1","to":"2","direction":"in","callId":"307f","answeringNumber":"21"}',
    { is: 'ended', isAnswered: true, isElsewhere: undefined },
  ],
  [
    'Zammad: nobody answered',
    'zammad',
    FORM,
    'event=hangup&cause=cancel&from=1&to=2&direction=in&callId=307f',
    { is: 'ended', isAnswered: undefined, isElsewhere: undefined },
  ],
  ['Zammad: it was forwarded', 'zammad', FORM, 'event=hangup&cause=forwarded&callId=307f', { isElsewhere: true }],
  [
    'Zammad: an agent rings out',
    'zammad',
    JSON_TYPE,
    '{"event":"newCall","from":"97677112233","to":"97699112233","direction":"out","call_id":"out","user":"Sarnai"}',
    {
      is: 'ringing',
      direction: 'out',
      callId: 'out',
      number: '97699112233',
      ownNumber: '97677112233',
      users: ['Sarnai'],
    },
  ],
  [
    'Zammad: numbers that are numbers',
    'zammad',
    JSON_TYPE,
    '{"event":"newCall","from":97699112233,"callId":7}',
    { callId: '7', number: '97699112233' },
  ],
  [
    'sipgate: a group rings',
    'sipgate',
    FORM,
    'event=newCall&direction=in&from=97699112233&to=97677112233&callId=123456&origCallId=123455&user%5B%5D=Alice&user%5B%5D=Bob&userId%5B%5D=w0&userId%5B%5D=w1&fullUserId%5B%5D=1234567w0&fullUserId%5B%5D=1234567w1&xcid=x',
    { is: 'ringing', callId: '123456', users: ['1234567w0', '1234567w1', 'w0', 'w1', 'Alice', 'Bob'] },
  ],
  [
    'sipgate: one of it answers',
    'sipgate',
    FORM,
    'event=answer&callId=123456&user=John+Doe&userId=w0&fullUserId=1234567w0&from=97699112233&to=97677112233&direction=in&answeringNumber=97677112234',
    { is: 'answered', users: ['1234567w0', 'w0', 'John Doe', '97677112234'] },
  ],
  [
    'sipgate: it has ended',
    'sipgate',
    FORM,
    'event=hangup&cause=normalClearing&callId=123456&from=1&to=2&direction=in&answeringNumber=2',
    { is: 'ended', isAnswered: true },
  ],
  ['sipgate: a key was pressed', 'sipgate', FORM, 'event=dtmf&dtmf=1&callId=123456', null],
  [
    'sipgate: a hidden number',
    'sipgate',
    FORM,
    'event=newCall&from=anonymous&to=2&direction=in&callId=9',
    { number: 'anonymous' },
  ],
  [
    'Placetel: it rings',
    'placetel',
    FORM,
    'event=IncomingCall&from=022129191999&to=022129191998&call_id=f4591ba3',
    { is: 'ringing', callId: 'f4591ba3', number: '022129191999', direction: 'in' },
  ],
  [
    'Placetel: it was answered',
    'placetel',
    FORM,
    'event=CallAccepted&from=0221&to=0222&call_id=f4&peer=7777abc%40fpbx.de&direction=in',
    { is: 'answered', users: ['7777abc@fpbx.de'] },
  ],
  [
    'Placetel: it has ended after an answer',
    'placetel',
    FORM,
    'event=HungUp&from=0221&to=0222&call_id=f4&type=accepted&duration=41&direction=in',
    { is: 'ended', isAnswered: true },
  ],
  [
    'Placetel: nobody answered',
    'placetel',
    FORM,
    'event=HungUp&from=0221&to=0222&call_id=f4&type=missed&direction=in',
    { is: 'ended', isAnswered: undefined, isElsewhere: undefined },
  ],
  [
    'Placetel: a voicemail is no answer',
    'placetel',
    FORM,
    'event=HungUp&call_id=f4&type=voicemail&direction=in',
    { isAnswered: undefined },
  ],
  [
    'Placetel: a blocked number',
    'placetel',
    FORM,
    'event=HungUp&from=0221&call_id=f4&type=blocked&direction=in',
    { isElsewhere: true },
  ],
  [
    'Placetel: an agent rings out',
    'placetel',
    FORM,
    'event=OutgoingCall&from=0222&to=0221&call_id=f5',
    { is: 'ringing', direction: 'out', number: '0221' },
  ],
  ['no event', 'zammad', FORM, 'from=1&callId=2', null],
  ['no name of the call', 'zammad', FORM, 'event=newCall&from=1', null],
  ['an event of another', 'placetel', FORM, 'event=constructor&call_id=1', null],
  ['JSON that breaks off', 'zammad', JSON_TYPE, '{"event":"newCall"', null],
  ['JSON that is a list', 'zammad', JSON_TYPE, '[1]', null],
  ['nothing', 'sipgate', FORM, '', null],
  ['a line that nobody tells of by address', 'api', FORM, 'event=newCall&callId=1', null],
];

test.each(FIXTURES)('CL1 %s', (_what, dialect, type, body, wanted) => {
  const said = readSaid(dialect, fieldsOf(body, type));
  if (wanted === null) expect(said).toBe(null);
  else expect(said).toMatchObject(wanted);
});

test('CL1 what is longer than any name is cut, and too many users are left out', () => {
  const users = Array.from({ length: 80 }, (_, index) => `user%5B%5D=${index}`).join('&');
  const said = readSaid(
    'zammad',
    fieldsOf(`event=newCall&callId=${'x'.repeat(900)}&from=${'1'.repeat(900)}&${users}`, FORM),
  );
  expect(said!.callId).toHaveLength(300);
  expect(said!.number).toHaveLength(300);
  expect(said!.users).toHaveLength(50);
});

test('CL1 the answer to sipgate is XML whatever the address holds', () => {
  expect(sipgateAnswer('https://a.example/?a=1&b="<')).toContain('onAnswer="https://a.example/?a=1&amp;b=&quot;&lt;"');
});

test('CL6 agents are known by extension, id, address or name, and nobody by half of it', () => {
  const agents = [
    { id: 'a1', name: 'Sarnai', email: 'sarnai@altan.example' },
    { id: 'a2', name: 'Bold', email: 'bold@altan.example' },
  ];
  const extensions = [
    { name: '21', agentId: 'a1' },
    { name: '7777abc', agentId: 'a2' },
    { name: '99', agentId: 'gone' },
  ];
  const called = (...names: string[]) => agentsCalled(names, { extensions }, agents).map(each => each.id);
  expect(called('21', 'sip:21@pbx.example')).toEqual(['a1']);
  expect(called('7777ABC@fpbx.de', 'BOLD@altan.example', 'bold', 'a2')).toEqual(['a2']);
  expect(called('2', '210', '99', '', 'sarn', 'sarnai@elsewhere.example')).toEqual([]);
  expect(called('Sarnai', 'Bold')).toEqual(['a1', 'a2']);
});
