import { useEffect, useRef, useState } from 'react';
import type { MoodId } from '../../shared/domain/moodId.ts';
import type { MoodRuleBody } from '../../shared/domain/moodRule.ts';
import type { PreviewResult } from './moodPreview.ts';
import type { PreviewLine } from './previewLine.ts';

interface Asked {
  readonly moodId: MoodId;
  readonly rule: MoodRuleBody;
  readonly inForce: MoodRuleBody | null;
}

/**
 * What a rule would do to the library, moving with the rule. While one question is answered only the latest next one
 * waits, so that a slider never runs ahead of its preview.
 */
export function usePreview(
  line: PreviewLine | null,
  moodId: MoodId,
  rule: MoodRuleBody,
  inForce: MoodRuleBody | null,
): PreviewResult | null {
  const [shown, setShown] = useState<{ moodId: MoodId; result: PreviewResult } | null>(null);
  const wanted = useRef<Asked | null>(null);
  const isAsking = useRef(false);
  useEffect(() => {
    if (line === null) return;
    wanted.current = { moodId, rule, inForce };
    const next = async (): Promise<void> => {
      const asked = wanted.current;
      if (asked === null || isAsking.current) return;
      wanted.current = null;
      isAsking.current = true;
      const result = await line.preview(asked.moodId, asked.rule, asked.inForce);
      isAsking.current = false;
      if (result !== null) setShown({ moodId: asked.moodId, result });
      await next();
    };
    void next();
  }, [line, moodId, rule, inForce]);
  return shown?.moodId === moodId ? shown.result : null;
}
