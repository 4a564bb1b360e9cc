import type { Tab } from '../options.ts';
import { language } from './language.ts';
import { show } from './session.ts';

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };
const ENDS: Record<string, number> = { Home: 0, End: -1 };

/** The ways to be answered. One alone needs no tab. */
export function Tabs({ all, tab }: { all: readonly Tab[]; tab: Tab | undefined }) {
  const { code, t } = language.now;
  if (all.length < 2) return null;

  function onKeyDown({ key, currentTarget }: { key: string; currentTarget: HTMLElement }) {
    const step = STEPS[key];
    const place = ENDS[key] ?? (step && (all.indexOf(tab!) + (code === 'ar' ? -step : step)) % all.length);
    if (place === undefined) return;
    const next = all.at(place)!;
    show(next);
    (currentTarget.children[all.indexOf(next)] as HTMLElement).focus();
  }

  return (
    <div class="tabs" role="tablist" onKeyDown={onKeyDown}>
      {all.map(each => (
        <button
          key={each}
          type="button"
          role="tab"
          id={each}
          aria-selected={each === tab}
          aria-controls="body"
          tabIndex={each === tab ? 0 : -1}
          onClick={() => show(each)}
        >
          {t[each]}
        </button>
      ))}
    </div>
  );
}
