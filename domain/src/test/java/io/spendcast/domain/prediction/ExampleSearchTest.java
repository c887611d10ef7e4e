package io.spendcast.domain.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.CustomerId;
import io.spendcast.domain.prediction.ExampleSearch.Candidate;
import io.spendcast.domain.prediction.ForecastExample.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ExampleSearchTest {
  private static Candidate<String> of(String customer, double spend, double past) {
    return new Candidate<>(new CustomerId(customer), spend, past, customer);
  }

  private static Map<Role, List<String>> found(double middle, List<Candidate<String>> customers) {
    ExampleSearch<String> search = new ExampleSearch<>(middle);
    customers.forEach(search::see);
    return search.found();
  }

  @Test
  void finds_the_typical_the_highest_and_the_surprising_and_nobody_twice() {
    Map<Role, List<String>> found =
        found(
            20,
            List.of(
                of("high", 100, 10),
                of("higher", 200, 200),
                of("highest", 300, 300),
                of("typical", 20, 500),
                of("low", 1, 41),
                of("lower", 0, 30),
                of("lowest", 0, 20),
                of("risen", 50, 10),
                of("up", 15, 14),
                of("as before", 7, 7)));
    assertThat(found)
        .containsExactly(
            Map.entry(Role.TYPICAL, List.of("typical")),
            Map.entry(Role.HIGHEST, List.of("highest", "higher", "high")),
            Map.entry(Role.ABOVE_PAST, List.of("risen", "up")),
            Map.entry(Role.BELOW_PAST, List.of("low", "lower")));
  }

  @Test
  void customers_who_are_alike_come_in_the_order_of_their_names() {
    assertThat(found(5, List.of(of("c", 5, 5), of("a", 5, 5), of("b", 5, 5), of("d", 5, 5))))
        .containsEntry(Role.TYPICAL, List.of("a"))
        .containsEntry(Role.HIGHEST, List.of("b", "c", "d"))
        .containsEntry(Role.ABOVE_PAST, List.of());
  }

  @Test
  void whose_past_is_not_known_surprises_nobody() {
    assertThat(found(5, List.of(of("a", 5, Double.NaN), of("b", 9, Double.NaN))))
        .containsEntry(Role.HIGHEST, List.of("b"))
        .containsEntry(Role.ABOVE_PAST, List.of())
        .containsEntry(Role.BELOW_PAST, List.of());
  }

  @Test
  void few_customers_have_few_examples() {
    assertThat(found(0, List.of()))
        .hasSize(Role.values().length)
        .allSatisfy((role, customers) -> assertThat(customers).isEmpty());
  }

  @Test
  void searches_of_parts_find_together_what_one_finds_among_all() {
    Random random = new Random(7);
    for (int run = 0; run < 50; run++) {
      List<Candidate<String>> all =
          new ArrayList<>(
              IntStream.range(0, 60)
                  .mapToObj(i -> of("c" + i, random.nextInt(20), random.nextInt(20)))
                  .toList());
      ExampleSearch<String> together = new ExampleSearch<>(9);
      for (List<Candidate<String>> part : List.of(all.subList(0, 7), all.subList(7, 60))) {
        ExampleSearch<String> search = new ExampleSearch<>(9);
        part.forEach(search::see);
        assertThat(search.kept()).hasSizeLessThanOrEqualTo(32).doesNotHaveDuplicates();
        search
            .kept()
            .forEach(
                name ->
                    part.stream().filter(seen -> seen.row().equals(name)).forEach(together::see));
      }
      Map<Role, List<String>> among = found(9, all);
      Collections.shuffle(all, random);
      assertThat(together.found()).isEqualTo(among).isEqualTo(found(9, all));
    }
  }
}
