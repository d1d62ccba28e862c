SELECT COUNT(*) FROM "t" WHERE ("a" = 'it''s \ 
 -- /* " 😀')