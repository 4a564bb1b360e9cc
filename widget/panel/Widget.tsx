import { Bell } from './Bell.tsx';
import { language } from './language.ts';
import { Panel } from './Panel.tsx';
import { settings } from './settings.ts';
import { desk } from './site.ts';
import { watching } from './value.ts';
import { view } from './view.ts';

interface WidgetProps {
  onToggle(): void;
  onClose(): void;
}

/** The bell in the corner, and above it the panel while it is open. */
export const Widget = watching([view, settings, language, desk], ({ onToggle, onClose }: WidgetProps) => (
  <>
    <Bell onClick={onToggle} />
    {view.now.isOpen && (
      <div class={`place ${settings.now.position}`}>
        <Panel onClose={onClose} />
      </div>
    )}
  </>
));
