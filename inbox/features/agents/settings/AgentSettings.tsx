import './style.css';
import { AgentsPage } from './AgentsPage.tsx';
import { ProfilePage } from './ProfilePage.tsx';

/** The pages about agents, which come together: all of them, and oneself. */
export function AgentSettings({ page }: { page: 'agents' | 'profile' }) {
  return page === 'agents' ? <AgentsPage /> : <ProfilePage />;
}
