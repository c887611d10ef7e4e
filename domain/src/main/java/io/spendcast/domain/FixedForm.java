package io.spendcast.domain;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text form of values that is the same in every process. It is their {@code toString}, except
 * that maps and sets come in the order of their keys: those of Java itself have another order in
 * every process. Values of other kinds, whose text may name a place in memory, are refused.
 */
final class FixedForm {
  private static final List<Class<?>> KINDS =
      List.of(
          CharSequence.class,
          Number.class,
          Boolean.class,
          Character.class,
          Enum.class,
          URI.class,
          TemporalAccessor.class,
          TemporalAmount.class,
          OptionalInt.class,
          OptionalLong.class,
          OptionalDouble.class);

  private FixedForm() {}

  static String of(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(held -> "Optional[%s]".formatted(of(held))).orElse("Optional.empty");
    }
    if (value instanceof List<?> items) {
      return joined(items.stream().map(FixedForm::of));
    }
    if (value instanceof Set<?> items) {
      return joined(new TreeSet<>(items.stream().map(FixedForm::of).toList()).stream());
    }
    if (value instanceof Map<?, ?> entries) {
      return of(entries);
    }
    return value instanceof Record record ? of(record) : simple(value);
  }

  private static String joined(Stream<String> items) {
    return items.collect(Collectors.joining(", ", "[", "]"));
  }

  /** By the keys themselves, where they have an order, as a sorted map has them. */
  private static String of(Map<?, ?> entries) {
    Map<Object, String> sorted = new TreeMap<>();
    entries.forEach(
        (key, value) -> sorted.put(key instanceof Comparable ? key : of(key), of(value)));
    return sorted.entrySet().stream()
        .map(entry -> of(entry.getKey()) + "=" + entry.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** A record that says itself how it is written is taken by its word. */
  private static String of(Record record) {
    return record.toString().equals(text(record, String::valueOf))
        ? text(record, FixedForm::of)
        : record.toString();
  }

  /** As Java writes records. */
  private static String text(Record record, Function<Object, String> form) {
    return Stream.of(record.getClass().getRecordComponents())
        .map(component -> component.getName() + "=" + form.apply(value(record, component)))
        .collect(Collectors.joining(", ", record.getClass().getSimpleName() + "[", "]"));
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException("cannot read " + component, e);
    }
  }

  private static String simple(Object value) {
    if (value != null && KINDS.stream().noneMatch(kind -> kind.isInstance(value))) {
      throw new IllegalArgumentException(
          "a fingerprint takes values whose text is the same in every process, not "
              + value.getClass());
    }
    return String.valueOf(value);
  }
}
