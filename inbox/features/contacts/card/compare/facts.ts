/** Two cards side by side: what each says, and whose word will stand. Pure. */
import type { ContactField } from '../../../../../protocol/contact-fields.ts';
import type { Card, MergeChoices, MergeFact } from '../../../../../protocol/contacts.ts';

export type Side = 'one' | 'other';
/** Of lists both may stand. */
export type Choice = Side | 'both';

export interface Fact {
  /** As choices name it. */
  name: MergeFact | `fields.${string}`;
  /** What an owner called it; null: it is one of those that every card has. */
  label: string | null;
  one: string;
  other: string;
  isList: boolean;
}

const SINGLE = ['name', 'callMe', 'phone', 'email', 'birthday'] as const;

/** What at least one of them says. */
export function factsOf(one: Card, other: Card, fields: readonly ContactField[]): Fact[] {
  const text = (value: unknown) => (value === undefined || value === null ? '' : String(value));
  const facts: Fact[] = [
    ...SINGLE.map(name => ({ name, label: null, one: one[name] ?? '', other: other[name] ?? '', isList: false })),
    { name: 'addresses', label: null, one: addressesOf(one), other: addressesOf(other), isList: true },
    { name: 'tags', label: null, one: one.tags.join(', '), other: other.tags.join(', '), isList: true },
    ...fields.map(
      ({ id, name }): Fact => ({
        name: `fields.${id}`,
        label: name,
        one: text(one.fields[id]),
        other: text(other.fields[id]),
        isList: false,
      }),
    ),
  ];
  return facts.filter(fact => fact.one || fact.other);
}

function addressesOf({ addresses }: Card): string {
  return addresses.map(({ text }) => text).join('; ');
}

/** Whether there is something to choose. */
export function isOpen({ one, other }: Fact): boolean {
  return one !== '' && other !== '' && one !== other;
}

/** Whose word stands where nobody chose. */
export function firstChoice(fact: Fact, kept: Side): Choice {
  if (fact.isList) return 'both';
  return fact[kept] ? kept : kept === 'one' ? 'other' : 'one';
}

/** What is sent: of each fact that both have whose it is; lists that both stand for are left out. */
export function choicesOf(facts: readonly Fact[], chosen: Readonly<Record<string, Choice>>, kept: Side): MergeChoices {
  const pairs = facts.filter(isOpen).flatMap(fact => {
    const choice = chosen[fact.name] ?? firstChoice(fact, kept);
    return choice === 'both' ? [] : [[fact.name, choice === kept ? 'winner' : 'loser'] as const];
  });
  return Object.fromEntries(pairs);
}
