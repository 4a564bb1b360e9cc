import { CONTACTS_TABLES } from './tables/contacts.ts';
import { CONVERSATIONS_TABLES } from './tables/conversations.ts';
import { CUSTOMERS_TABLES } from './tables/customers.ts';
import { DESK_TABLES } from './tables/desk.ts';
import { LEAVING_TABLES } from './tables/leaving.ts';
import { SHOP_TABLES } from './tables/shop.ts';
import type { Tables } from './tables/table.ts';

/** What is moved of an SQLite store, and how it is written there. */
export const TABLES: Tables = {
  ...DESK_TABLES,
  ...CONTACTS_TABLES,
  ...CONVERSATIONS_TABLES,
  ...CUSTOMERS_TABLES,
  ...LEAVING_TABLES,
  ...SHOP_TABLES,
};
