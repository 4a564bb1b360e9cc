import type { ComponentChildren } from 'preact';
import { words } from '../panel/language.ts';
import type { FieldName, FieldOptions } from './fields.ts';
import { Why } from './pieces.tsx';
import type { FieldErrors } from './state.ts';

export interface FieldMore {
  /** A line that helps to fill it in. */
  hint?: string;
  /** What else belongs to it. */
  below?: ComponentChildren;
}

interface FieldProps extends FieldMore {
  name: FieldName;
  /** One that is not required is marked as optional. */
  options: FieldOptions | null | undefined;
  value: string | undefined;
  errors: FieldErrors | undefined;
  onType(text: string): void;
}

/** One field with its label, and what is wrong with it. */
export function Field({ name, options, value = '', errors, onType, hint, below }: FieldProps) {
  const t = words();
  const Tag = name === 'message' ? 'textarea' : 'input';
  // The server does not know that both are typed into one field.
  const code = errors?.[name] ?? (name === 'reach' ? (errors?.email ?? errors?.phone) : undefined);
  return (
    <>
      <div class="field">
        <label for={name}>
          {t[name]} {!options?.required && <small>{t.optional}</small>}
        </label>
        <Tag
          id={name}
          dir="auto"
          {...options}
          value={value}
          aria-invalid={!!code}
          aria-describedby={`why-${name}`}
          onInput={(event: { currentTarget: { value: string } }) => onType(event.currentTarget.value)}
        />
        <Why name={name} code={code} />
        {hint && <small>{hint}</small>}
      </div>
      {below}
    </>
  );
}
