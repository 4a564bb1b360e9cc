/** A text that depends on a number, by the names of `Intl.PluralRules`; `{n}` is that number. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;
