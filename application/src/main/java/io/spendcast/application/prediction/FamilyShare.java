package io.spendcast.application.prediction;

import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureDefinition;
import io.spendcast.domain.feature.FeatureFamily;
import io.spendcast.domain.forecast.Explanation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the inputs of one family add to a forecast.
 *
 * @param family what they are about
 * @param amount what they add together
 * @param inputs each of them, the largest first, whichever way it counts
 */
public record FamilyShare(FeatureFamily family, double amount, List<Explanation.Share> inputs) {
  private static final Comparator<Explanation.Share> LARGEST =
      Comparator.comparingDouble(share -> -Math.abs(share.amount()));

  /** Copies the list. */
  public FamilyShare {
    inputs = List.copyOf(inputs);
  }

  /** The families of which an input counts, the largest first. */
  public static List<FamilyShare> of(Explanation explanation, Catalogue catalogue) {
    Map<String, FeatureDefinition> features =
        CustomerFeatures.of(catalogue).definitions().stream()
            .collect(Collectors.toMap(FeatureDefinition::name, Function.identity()));
    Map<FeatureFamily, List<Explanation.Share>> families = new EnumMap<>(FeatureFamily.class);
    explanation.inputs().stream()
        .filter(share -> share.amount() != 0)
        .forEach(
            share ->
                Optional.ofNullable(features.get(share.input()))
                    .map(FeatureFamily::of)
                    .map(family -> families.computeIfAbsent(family, some -> new ArrayList<>()))
                    .ifPresent(shares -> shares.add(share)));
    return families.entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingDouble(share -> -Math.abs(share.amount())))
        .toList();
  }

  private static FamilyShare of(FeatureFamily family, List<Explanation.Share> shares) {
    return new FamilyShare(
        family,
        shares.stream().mapToDouble(Explanation.Share::amount).sum(),
        shares.stream().sorted(LARGEST).toList());
  }
}
