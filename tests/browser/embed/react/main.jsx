import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Deskbell } from './Deskbell.jsx';
import { onRoute } from './router.js';
import { signedOut } from './user.js';

function App({ path }) {
  const [user, setUser] = useState(null);
  return (
    <>
      <nav>
        <a href="/">Shop</a> <a href="/contact">Contact</a> <a href="/checkout">Checkout</a>
      </nav>
      {path !== '/checkout' && <Deskbell user={user} />}
      <main>
        <h1>{path}</h1>
        <button type="button" onClick={() => setUser({ name: 'Bolormaa', email: 'bolormaa@example.com' })}>
          Sign in
        </button>
        <button type="button" onClick={signedOut}>
          Sign out
        </button>
        {path === '/contact' && <>OWN_ELEMENTS</>}
      </main>
    </>
  );
}

const root = createRoot(document.querySelector('#app'));
onRoute(path =>
  root.render(
    <StrictMode>
      <App path={path} />
    </StrictMode>,
  ),
);
