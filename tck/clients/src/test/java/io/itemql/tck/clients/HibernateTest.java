package io.itemql.tck.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.TransactionException;
import org.hibernate.cfg.Configuration;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hibernate with the dialect beside this test: its tables, entities, queries, pages, versions and failures. */
class HibernateTest {
    private SessionFactory sessions;

    @BeforeEach
    void open() {
        sessions = new Configuration()
                .addAnnotatedClass(Customer.class)
                .addAnnotatedClass(Purchase.class)
                .setProperty("hibernate.connection.url", "jdbc:itemql:mem:hibernate")
                .setProperty("hibernate.dialect", ItemQlDialect.class.getName())
                .setProperty("hibernate.hbm2ddl.auto", "create-drop")
                .setProperty("hibernate.jdbc.batch_size", "20")
                .buildSessionFactory();
        work(session -> {
            for (int i = 1; i <= 3; i++) {
                session.persist(new Customer("c" + i, "Name " + i, 20 + i));
            }
            for (int i = 0; i < 30; i++) {
                session.persist(new Purchase("c" + (1 + i % 3), i, new BigDecimal(i).movePointLeft(1)));
            }
        });
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    private void work(Consumer<Session> steps) {
        sessions.inTransaction(steps);
    }

    @Test
    void entitiesComeBack() {
        work(session -> {
            Customer customer = session.find(Customer.class, "c2");
            assertEquals("Name 2", customer.name);
            assertEquals(LocalDate.of(2024, 2, 29), customer.joined);
            assertEquals(LocalDateTime.of(2024, 2, 29, 12, 34, 56), customer.seen);
            assertEquals(0.5, customer.score);
            assertEquals(List.of(1, 2), List.of((int) customer.picture[0], (int) customer.picture[1]));
            assertNull(customer.note);
            assertEquals(new BigDecimal("0.4"), session.find(Purchase.class, new PurchaseId("c2", 4)).total);
            assertNull(session.find(Customer.class, "nobody"));
        });
    }

    @Test
    void queries() {
        work(session -> {
            assertEquals(
                    30,
                    session.createQuery("select count(p) from Purchase p", Long.class)
                            .getSingleResult());
            assertEquals(
                    List.of("Name 3", "Name 2"),
                    session.createQuery(
                                    "select c.name from Customer c where c.age > :age order by c.name desc",
                                    String.class)
                            .setParameter("age", 21)
                            .list());
            List<Object[]> sums = session.createQuery(
                            "select c.name, sum(p.total), max(p.number) from Customer c join Purchase p"
                                    + " on p.customer = c.id group by c.name having sum(p.total) > 14 order by c.name",
                            Object[].class)
                    .list();
            assertEquals(2, sums.size());
            assertEquals("Name 2", sums.get(0)[0]);
            assertEquals(0, new BigDecimal("14.5").compareTo((BigDecimal) sums.get(0)[1]));
            assertEquals(29, sums.get(1)[2]);
            assertEquals(
                    List.of(10, 11, 12),
                    session.createQuery("select p.number from Purchase p order by p.number", Integer.class)
                            .setFirstResult(10)
                            .setMaxResults(3)
                            .list());
            assertEquals(
                    List.of("c1"),
                    session.createQuery(
                                    "select c.id from Customer c where upper(c.name) like '%1' and c.active = true"
                                            + " and c.joined = :day and exists (select 1 from Purchase p"
                                            + " where p.customer = c.id)",
                                    String.class)
                            .setParameter("day", LocalDate.of(2024, 2, 29))
                            .list());
        });
    }

    @Test
    void changes() {
        work(session -> {
            Customer customer = session.find(Customer.class, "c1");
            customer.name = "Ann";
            customer.note = "new";
            session.remove(session.find(Purchase.class, new PurchaseId("c1", 0)));
        });
        work(session -> {
            assertEquals("Ann", session.find(Customer.class, "c1").name);
            assertEquals(1, session.find(Customer.class, "c1").version);
            assertEquals(
                    9,
                    session.createMutationQuery("update Purchase set total = total * 2 where customer = 'c1'")
                            .executeUpdate());
            assertEquals(
                    20,
                    session.createMutationQuery("delete from Purchase where customer <> 'c1'")
                            .executeUpdate());
        });
        work(session ->
                assertEquals(new BigDecimal("0.6"), session.find(Purchase.class, new PurchaseId("c1", 3)).total));
    }

    @Test
    void failuresAndRollback() {
        assertThrows(
                ConstraintViolationException.class,
                () -> work(session -> session.persist(new Customer("c1", "again", 1))));
        assertThrows(
                IllegalStateException.class,
                () -> work(session -> {
                    session.find(Customer.class, "c2").name = "lost";
                    session.flush();
                    throw new IllegalStateException("roll back");
                }));
        work(session -> assertEquals("Name 2", session.find(Customer.class, "c2").name));
    }

    /** A version that was overtaken is told by the count of its UPDATE, a writer at the same time by the commit. */
    @Test
    void conflicts() {
        Customer stale = sessions.fromTransaction(session -> session.find(Customer.class, "c3"));
        try (Session slow = sessions.openSession()) {
            slow.beginTransaction();
            slow.find(Customer.class, "c3").age = 1;
            work(session -> session.find(Customer.class, "c3").age = 99);
            TransactionException conflict = assertThrows(TransactionException.class, slow.getTransaction()::commit);
            assertEquals("40001", ((SQLException) conflict.getCause()).getSQLState());
        }
        stale.age = 2;
        assertThrows(OptimisticLockException.class, () -> work(session -> session.merge(stale)));
        work(session -> assertEquals(99, session.find(Customer.class, "c3").age));
    }

    /** An item with a key of one column. */
    @Entity(name = "Customer")
    @Table(name = "customers")
    static class Customer {
        @Id
        String id;

        String name;
        int age;
        double score = 0.5;
        boolean active = true;
        LocalDate joined = LocalDate.of(2024, 2, 29);
        LocalDateTime seen = LocalDateTime.of(2024, 2, 29, 12, 34, 56);
        byte[] picture = {1, 2};
        String note;

        @Version
        int version;

        Customer() {}

        Customer(String id, String name, int age) {
            this.id = id;
            this.name = name;
            this.age = age;
        }
    }

    /** The key of a purchase. */
    record PurchaseId(String customer, int number) implements Serializable {}

    /** An item with a key of two columns. */
    @Entity(name = "Purchase")
    @Table(name = "purchases")
    @IdClass(PurchaseId.class)
    static class Purchase {
        @Id
        String customer;

        @Id
        int number;

        @Column(precision = 12, scale = 2)
        BigDecimal total;

        Purchase() {}

        Purchase(String customer, int number, BigDecimal total) {
            this.customer = customer;
            this.number = number;
            this.total = total;
        }
    }
}
