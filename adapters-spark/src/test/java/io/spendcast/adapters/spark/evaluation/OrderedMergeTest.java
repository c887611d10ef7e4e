package io.spendcast.adapters.spark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.table.TestSession;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

class OrderedMergeTest {
  private static JavaRDD<String> numbers(int partitions) {
    List<String> numbers = IntStream.range(0, partitions).mapToObj(i -> i + " ").toList();
    return JavaSparkContext.fromSparkContext(TestSession.session().get().sparkContext())
        .parallelize(numbers, Math.max(1, partitions));
  }

  private static String ascending(int partitions) {
    return IntStream.range(0, partitions).mapToObj(i -> i + " ").collect(Collectors.joining());
  }

  @Test
  void parts_of_few_partitions_merge_in_their_order() {
    assertThat(OrderedMerge.of(numbers(3), String::concat)).contains(ascending(3));
  }

  @Test
  void parts_of_many_partitions_merge_in_their_order() {
    assertThat(OrderedMerge.of(numbers(70), String::concat)).contains(ascending(70));
  }

  @Test
  void no_parts_give_nothing() {
    assertThat(OrderedMerge.of(numbers(0), String::concat)).isEmpty();
  }
}
