-- What PostgreSQL without PostGIS lacks of PostGIS, for the merged plaintext database.
-- Statements end with an empty line. Polygons of PostgreSQL take in what is 1e-6 beyond them, boxes do not.

CREATE FUNCTION ST_Point(float8, float8) RETURNS point IMMUTABLE STRICT LANGUAGE sql AS 'SELECT point($1, $2)'

CREATE FUNCTION ST_MakeEnvelope(float8, float8, float8, float8) RETURNS box IMMUTABLE STRICT LANGUAGE sql AS 'SELECT box(point($1, $2), point($3, $4))'

CREATE FUNCTION ST_GeomFromText(text) RETURNS polygon IMMUTABLE STRICT LANGUAGE sql AS $$ SELECT CAST('(' || regexp_replace(regexp_replace($1, '^POLYGON *\(\(|\)\)$', '', 'g'), '([-0-9.]+) +([-0-9.]+)', '(\1,\2)', 'g') || ')' AS polygon) $$

CREATE FUNCTION ST_X(point) RETURNS float8 IMMUTABLE STRICT LANGUAGE sql AS 'SELECT ($1)[0]'

CREATE FUNCTION ST_Y(point) RETURNS float8 IMMUTABLE STRICT LANGUAGE sql AS 'SELECT ($1)[1]'

CREATE FUNCTION ST_AsText(point) RETURNS text IMMUTABLE STRICT LANGUAGE sql AS $$ SELECT 'POINT (' || ($1)[0] || ' ' || ($1)[1] || ')' $$

CREATE FUNCTION ST_Distance(point, point) RETURNS float8 IMMUTABLE STRICT LANGUAGE sql AS 'SELECT $1 <-> $2'

CREATE FUNCTION ST_DWithin(point, point, float8) RETURNS boolean IMMUTABLE STRICT LANGUAGE sql AS 'SELECT ($1 <-> $2) <= $3'

CREATE FUNCTION ST_DistanceSphere(point, point) RETURNS float8 IMMUTABLE STRICT LANGUAGE sql AS 'SELECT CASE WHEN abs(($1)[0]) <= 180 AND abs(($1)[1]) <= 90 THEN 12742017.54283012 * asin(least(1, sqrt(sin(radians(($1)[1] - ($2)[1]) / 2) ^ 2 + cos(radians(($1)[1])) * cos(radians(($2)[1])) * sin(radians(($1)[0] - ($2)[0]) / 2) ^ 2))) END'

CREATE FUNCTION ST_Within(point, box) RETURNS boolean IMMUTABLE STRICT LANGUAGE sql AS 'SELECT ($1)[0] > (($2)[1])[0] AND ($1)[0] < (($2)[0])[0] AND ($1)[1] > (($2)[1])[1] AND ($1)[1] < (($2)[0])[1]'

CREATE FUNCTION ST_Within(point, polygon) RETURNS boolean IMMUTABLE STRICT LANGUAGE sql AS 'SELECT $2 @> $1'

CREATE FUNCTION ST_Contains(polygon, point) RETURNS boolean IMMUTABLE STRICT LANGUAGE sql AS 'SELECT $1 @> $2'

CREATE FUNCTION ST_Intersects(point, box) RETURNS boolean IMMUTABLE STRICT LANGUAGE sql AS 'SELECT $1 <@ $2'

CREATE FUNCTION ST_SnapToGrid(point, float8) RETURNS text IMMUTABLE STRICT LANGUAGE sql AS $$ SELECT 'POINT (' || round(($1)[0] / $2) * $2 || ' ' || round(($1)[1] / $2) * $2 || ')' $$
