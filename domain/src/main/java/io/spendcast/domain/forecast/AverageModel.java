package io.spendcast.domain.forecast;

import java.io.Serializable;
import java.util.List;

/**
 * The weighted sum of what several models say.
 *
 * @param members read the same inputs
 */
public record AverageModel(List<Member> members) implements ForecastModel {
  /** Copies the members. */
  public AverageModel {
    members = List.copyOf(members);
  }

  /**
   * One of them.
   *
   * @param weight what its forecast is multiplied by
   * @param model whose forecast it is
   */
  public record Member(double weight, ForecastModel model) implements Serializable {}

  @Override
  public double predict(double[] inputs) {
    double sum = 0;
    for (Member member : members) {
      sum += member.weight() * member.model().predict(inputs);
    }
    return sum;
  }

  @Override
  public Contributions contributions(double[] inputs) {
    Contributions sum = Contributions.none(inputs.length);
    for (Member member : members) {
      sum.add(member.weight(), member.model().contributions(inputs));
    }
    return sum;
  }

  @Override
  public int width() {
    return members.stream().mapToInt(member -> member.model().width()).max().orElse(0);
  }
}
