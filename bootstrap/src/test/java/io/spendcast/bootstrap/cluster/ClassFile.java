package io.spendcast.bootstrap.cluster;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The constant pool of a class file, by chapter 4.4 of the Java Virtual Machine Specification. */
final class ClassFile {
  private static final int HEADER = 8;

  private ClassFile() {}

  /** The classes that a class names, with slashes; arrays and primitive types left out. */
  static Set<String> references(InputStream classFile) throws IOException {
    DataInputStream in = new DataInputStream(classFile);
    in.skipNBytes(HEADER);
    int count = in.readUnsignedShort();
    Map<Integer, String> texts = new HashMap<>();
    Set<Integer> classes = new HashSet<>();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts.put(i, in.readUTF());
        case 7 -> classes.add(in.readUnsignedShort());
        case 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        case 5, 6 -> {
          in.skipNBytes(8);
          // A long or a double counts twice.
          i++;
        }
        default -> throw new IOException("no constant has the tag " + tag);
      }
    }
    return classes.stream()
        .map(texts::get)
        .filter(name -> !name.startsWith("["))
        .collect(Collectors.toSet());
  }
}
