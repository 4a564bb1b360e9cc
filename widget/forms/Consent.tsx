import type { Draft } from '../panel/saved.ts';
import { saved } from '../panel/saved.ts';
import { desk } from '../panel/site.ts';
import { Why } from './pieces.tsx';
import type { FieldErrors } from './state.ts';

/** What a site wants to be agreed to; nothing where it wants nothing. */
export function Consent({ errors, onType }: { errors: FieldErrors | undefined; onType(change: Partial<Draft>): void }) {
  const { consent } = desk.now.site ?? {};
  return (
    consent && (
      <label class="consent">
        <input
          type="checkbox"
          checked={saved.now.draft.hasConsent}
          aria-invalid={!!errors?.hasConsent}
          aria-describedby="why-hasConsent"
          onChange={event => onType({ hasConsent: event.currentTarget.checked })}
        />
        <span dir="auto">{consent}</span>
        <Why name="hasConsent" code={errors?.hasConsent} />
      </label>
    )
  );
}
