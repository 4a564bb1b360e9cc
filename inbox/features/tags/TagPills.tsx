import './style.css';
import { number } from '../../shell/locale.ts';

/** In a line with what presses more; all of them are in the dialog. */
const MAX_SHOWN = 3;

/** The words that a conversation can be found by; nothing where it has none. They give way to other pills. */
export function TagPills({ tags }: { tags: readonly string[] }) {
  const unshown = tags.length - MAX_SHOWN;
  return (
    <>
      {tags.slice(0, MAX_SHOWN).map(tag => (
        <span key={tag} class="pill is-tag">
          <bdi>#{tag}</bdi>
        </span>
      ))}
      {unshown > 0 && <span class="pill">+{number(unshown)}</span>}
    </>
  );
}
