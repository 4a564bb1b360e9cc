/** How many people there are, counted as they come and go, and which columns each agent wants to see of them. */
export const SCHEMA_31 = `
-- By where they were met, as people have it: whoever asks how many there are looks at no list.
CREATE TABLE people_counts (sites TEXT NOT NULL PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO people_counts SELECT sites, count(*) FROM people GROUP BY sites;
DROP INDEX people_by_sites;
CREATE TRIGGER people_came AFTER INSERT ON people BEGIN
  INSERT INTO people_counts (sites, count) VALUES (new.sites, 1) ON CONFLICT (sites) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER people_went AFTER DELETE ON people BEGIN
  UPDATE people_counts SET count = count - 1 WHERE sites = old.sites;
END;
CREATE TRIGGER people_met AFTER UPDATE OF sites ON people WHEN new.sites <> old.sites BEGIN
  UPDATE people_counts SET count = count - 1 WHERE sites = old.sites;
  INSERT INTO people_counts (sites, count) VALUES (new.sites, 1) ON CONFLICT (sites) DO UPDATE SET count = count + 1;
END;

ALTER TABLE agents ADD COLUMN people_columns TEXT; -- JSON: names; null: as everybody has them at first
`;
