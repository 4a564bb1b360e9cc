/** Shops as they are in the world: whose clocks, weeks, names and changes of clocks are not those of who wrote this. */
import type { Week } from '../../protocol/hours.ts';

export interface Place {
  /** Of its file. */
  name: string;
  about: string;
  timeZone: string;
  /** Of who reads from elsewhere. */
  elsewhere: string;
  /** Where the clock stands, UTC. */
  now: string;
  week: Week;
  step: 15 | 30 | 60 | 120;
  /** How many days of offered times are read, of the page alone. */
  days: number;
  /** Which of the offered times is taken. */
  take: string;
  employee: string;
  person: string;
  phone: string;
}

const daily = (from: string, to: string): Week => Array.from({ length: 7 }, () => [{ from, to }]);
const without = (week: Week, ...days: number[]): Week => week.map((spans, day) => (days.includes(day) ? [] : spans));

export const PLACES: Place[] = [
  {
    name: 'ethiopia',
    about: 'Days around the New Year of 2019 there; hours from dawn on',
    timeZone: 'Africa/Addis_Ababa',
    elsewhere: 'America/New_York',
    now: '2026-09-09T04:00:00Z',
    week: daily('06:00', '24:00'),
    step: 120,
    days: 3,
    take: '2026-09-11T15:00:00Z',
    employee: 'አበበ',
    person: 'ሰላም',
    phone: '+251911223344',
  },
  {
    name: 'arabia',
    about: 'Closed on Friday and Saturday',
    timeZone: 'Asia/Riyadh',
    elsewhere: 'Europe/London',
    now: '2026-03-04T05:00:00Z',
    week: without(daily('10:00', '22:00'), 4, 5),
    step: 120,
    days: 6,
    take: '2026-03-08T17:00:00Z',
    employee: 'نورة',
    person: 'عبد الرحمن',
    phone: '+966501234567',
  },
  {
    name: 'india',
    about: 'Five and a half hours ahead, open past midnight',
    timeZone: 'Asia/Kolkata',
    elsewhere: 'Europe/Berlin',
    now: '2026-03-04T05:10:00Z',
    week: daily('22:30', '01:30'),
    step: 30,
    days: 2,
    take: '2026-03-05T18:30:00Z',
    employee: 'Priya',
    person: 'आरव',
    phone: '+919876543210',
  },
  {
    name: 'mongolia',
    about: 'One name is a whole one',
    timeZone: 'Asia/Ulaanbaatar',
    elsewhere: 'Asia/Seoul',
    now: '2026-02-17T01:00:00Z',
    week: without(daily('10:00', '18:00'), 6),
    step: 120,
    days: 3,
    take: '2026-02-19T04:00:00Z',
    employee: 'Болормаа',
    person: 'Тэмүүлэн',
    phone: '+97699112233',
  },
  {
    name: 'clocks-cairo',
    about: 'Clocks go on at midnight of 24 April, and the day begins at one',
    timeZone: 'Africa/Cairo',
    elsewhere: 'Africa/Addis_Ababa',
    now: '2026-04-22T08:00:00Z',
    week: daily('22:00', '03:00'),
    step: 30,
    days: 3,
    take: '2026-04-23T22:00:00Z',
    employee: 'منى',
    person: 'يوسف',
    phone: '+201001234567',
  },
  {
    name: 'clocks-berlin',
    about: 'On 25 October two o’clock comes twice',
    timeZone: 'Europe/Berlin',
    elsewhere: 'Asia/Kolkata',
    now: '2026-10-23T08:00:00Z',
    week: daily('01:00', '04:00'),
    step: 30,
    days: 3,
    take: '2026-10-25T01:30:00Z',
    employee: 'Ayşe',
    person: 'Jürgen',
    phone: '+493012345678',
  },
  {
    name: 'clocks-new-york',
    about: 'On 14 March there is no half past two',
    timeZone: 'America/New_York',
    elsewhere: 'America/Phoenix',
    now: '2027-03-12T14:00:00Z',
    week: daily('01:00', '04:00'),
    step: 30,
    days: 3,
    take: '2027-03-14T07:00:00Z',
    employee: 'Maya',
    person: 'Sam',
    phone: '+12125550123',
  },
];
