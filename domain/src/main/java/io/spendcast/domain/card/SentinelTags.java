package io.spendcast.domain.card;

import io.spendcast.domain.leak.Sentinel;
import io.spendcast.domain.leak.SentinelFinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How many leak sentinels found nothing, and what each looked at. */
final class SentinelTags {
  private static final String CLEAN = "clean: ";
  private static final String SUSPECT = "SUSPECT: ";

  private SentinelTags() {}

  static Map<String, String> of(List<SentinelFinding> findings) {
    Map<String, String> tags = new TreeMap<>();
    long clean = findings.stream().filter(SentinelFinding::passed).count();
    tags.put(TagKey.LEAK_SENTINELS.key(), "%s of %s clean".formatted(clean, findings.size()));
    for (SentinelFinding finding : findings) {
      tags.put(
          TagKey.LEAK.of(finding.sentinel().label()),
          (finding.passed() ? CLEAN : SUSPECT) + finding.evidence());
    }
    return tags;
  }

  /** The findings in the order of the sentinels; whatever is not said to be clean is suspect. */
  static List<SentinelFinding> read(Map<String, String> tags) {
    return Stream.of(Sentinel.values())
        .flatMap(
            sentinel ->
                Optional.ofNullable(tags.get(TagKey.LEAK.of(sentinel.label())))
                    .map(text -> finding(sentinel, text))
                    .stream())
        .toList();
  }

  private static SentinelFinding finding(Sentinel sentinel, String text) {
    return text.startsWith(CLEAN)
        ? SentinelFinding.clean(sentinel, text.substring(CLEAN.length()))
        : SentinelFinding.suspect(
            sentinel, text.startsWith(SUSPECT) ? text.substring(SUSPECT.length()) : text);
  }
}
