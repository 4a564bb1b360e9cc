import '../../../shell/style/gate.css';
import './style.css';
import type { Me } from '../../../../protocol/agents.ts';
import { useApp } from '../../../shell/app.ts';
import { Bell } from '../../../shell/Icon.tsx';
import { t as agentsText } from '../../agents/words/index.ts';
import { SetUp } from './SetUp.tsx';
import { t } from './words/index.ts';

/** All that is open to an agent who has no second factor where everybody needs one. */
export function FactorGate() {
  const { http, session } = useApp();
  return (
    <main class="gate">
      <div class="gate-card">
        <header>
          <Bell size={40} />
          <h1>{t('gateTitle')}</h1>
          <p>{t('gateLead')}</p>
        </header>
        <SetUp http={http} onDone={() => void http.get<Me>('me').then(session.enter, () => session.start())} />
        <button type="button" class="btn is-quiet" onClick={() => void session.signOut()}>
          {agentsText('signOut')}
        </button>
      </div>
    </main>
  );
}
