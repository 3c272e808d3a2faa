package bank;

import dev.fallback.annotation.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;

/** So many collections that each is written and read by methods of its own. */
public interface Wide {
  record Item(long id, String name) {}

  record All(
      Map<String, List<Optional<Item>>> map0,
      List<Set<Long>> list0,
      long plain0,
      Map<String, List<Optional<Item>>> map1,
      List<Set<Long>> list1,
      long plain1,
      Map<String, List<Optional<Item>>> map2,
      List<Set<Long>> list2,
      long plain2,
      Map<String, List<Optional<Item>>> map3,
      List<Set<Long>> list3,
      long plain3,
      Map<String, List<Optional<Item>>> map4,
      List<Set<Long>> list4,
      long plain4,
      Map<String, List<Optional<Item>>> map5,
      List<Set<Long>> list5,
      long plain5,
      Map<String, List<Optional<Item>>> map6,
      List<Set<Long>> list6,
      long plain6,
      Map<String, List<Optional<Item>>> map7,
      List<Set<Long>> list7,
      long plain7,
      Map<String, List<Optional<Item>>> map8,
      List<Set<Long>> list8,
      long plain8,
      Map<String, List<Optional<Item>>> map9,
      List<Set<Long>> list9,
      long plain9,
      Map<String, List<Optional<Item>>> map10,
      List<Set<Long>> list10,
      long plain10,
      Map<String, List<Optional<Item>>> map11,
      List<Set<Long>> list11,
      long plain11,
      Optional<Optional<String>> last) {}

  @Fallback(maxAge = "1d")
  CompletionStage<All> all(long id);
}
