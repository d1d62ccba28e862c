-- What the clinic has: 300 made-up patients, and how many days they stayed.
CREATE TABLE patients (id INTEGER PRIMARY KEY, ward VARCHAR(20) NOT NULL, stay INTEGER);
INSERT INTO patients
  SELECT n, CASE n % 3 WHEN 0 THEN 'cardiology' WHEN 1 THEN 'surgery' ELSE 'paediatrics' END, (n * 11 + n / 7) % 19 + 3
  FROM generate_series(1, 300) AS n;
GRANT SELECT ON patients TO parley_ro;
