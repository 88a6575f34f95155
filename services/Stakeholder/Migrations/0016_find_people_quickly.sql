-- Words that may be misspelt are first to be much alike, and only when nobody has such words somewhat alike: in a large register many names are somewhat alike, and to
-- compare each of them takes its time.

-- Loads the extension, which alone may be told a threshold.
SELECT word_similarity('a', 'a');

DROP FUNCTION find_people(text, boolean, text, text, text, text, text, date, int, text, uuid, int);

-- Name, skill and interest are patterns for LIKE, which is quick however common they are; with alike_from, words that may be misspelt, and how much alike they are to
-- be, 0 to 1. unlike: how far a name is from the wanted one, in hundredths. The statement is put together of what is asked for, so that it is planned for
-- just that; every value is a parameter.
CREATE FUNCTION find_people(
  wanted_name text, alike_from real, skill text, interest text, wanted_experience text, need text, agreed_use text, review_by date,
  after_unlike int, after_name text, after_id uuid, most int)
RETURNS TABLE (person_id uuid, unlike int, sort_name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET pg_trgm.word_similarity_threshold = 0.5 AS $$
DECLARE
  here  uuid := current_partnership();
  alike boolean := alike_from IS NOT NULL;
  place text := CASE WHEN alike AND wanted_name IS NOT NULL THEN '(100 - round(100 * word_similarity($2, p.sort_name)))::int' ELSE '0' END;
  sql   text := format('SELECT p.person_id, %s, p.sort_name FROM person p WHERE p.partnership_id = $1 AND p.ended_at IS NULL', place);
BEGIN
  IF here IS NULL THEN
    RETURN;
  END IF;
  IF alike THEN
    PERFORM set_config('pg_trgm.word_similarity_threshold', alike_from::text, true);
  END IF;
  IF wanted_name IS NOT NULL THEN
    sql := sql || CASE WHEN alike THEN ' AND $2 <% p.sort_name' ELSE ' AND p.sort_name LIKE $2' END;
  END IF;
  IF skill IS NOT NULL THEN
    sql := sql || CASE WHEN alike THEN ' AND $3 <% p.skill_text' ELSE ' AND p.skill_text LIKE $3' END;
  END IF;
  IF interest IS NOT NULL THEN
    sql := sql || CASE WHEN alike THEN ' AND $4 <% p.interest_text' ELSE ' AND p.interest_text LIKE $4' END;
  END IF;
  IF wanted_experience IS NOT NULL THEN
    sql := sql || ' AND $5 = ANY (p.experience)';
  END IF;
  IF need IS NOT NULL THEN
    sql := sql || ' AND EXISTS (SELECT FROM adjustment a WHERE a.partnership_id = $1 AND a.person_id = p.person_id AND a.category = $6)';
  END IF;
  IF agreed_use IS NOT NULL THEN
    sql := sql || ' AND EXISTS (SELECT FROM consent c WHERE c.partnership_id = $1 AND c.person_id = p.person_id AND c.use = $7 AND c.withdrawn_at IS NULL)';
  END IF;
  IF review_by IS NOT NULL THEN
    sql := sql || ' AND EXISTS (SELECT FROM adjustment a WHERE a.partnership_id = $1 AND a.person_id = p.person_id AND a.review_on <= $8)';
  END IF;
  IF after_id IS NOT NULL AND alike THEN
    sql := sql || format(' AND (%s, p.sort_name, p.person_id) > ($9, $10, $11)', place);
  ELSIF after_id IS NOT NULL THEN
    sql := sql || ' AND (p.sort_name, p.person_id) > ($10, $11)';
  END IF;
  sql := sql || CASE WHEN alike THEN ' ORDER BY 2, 3, 1 LIMIT $12' ELSE ' ORDER BY 3, 1 LIMIT $12' END;
  RETURN QUERY EXECUTE sql
    USING here, wanted_name, skill, interest, wanted_experience, need, agreed_use, review_by, after_unlike, after_name, after_id, most;
END $$;

REVOKE ALL ON FUNCTION find_people FROM PUBLIC;
DO $$ BEGIN
  EXECUTE format('GRANT EXECUTE ON FUNCTION find_people TO %I', current_setting('coproduction.app_role'));
END $$;
