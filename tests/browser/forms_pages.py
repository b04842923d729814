"""A small form that can go wrong in every way, for the journeys through submits that fail."""

import time

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import path
from django_cotton.compiler_regex import CottonCompiler

from motcua.config.urls import urlpatterns as house
from motcua.ui.permissions import for_anybody
from motcua.ui.requests import posted
from motcua.ui.types import Viewer

PAGE = """
{% extends "ui/shell.html" %}{% load ui %}
{% block title %}Form{% endblock %}{% block heading %}Form{% endblock %}
{% block content %}
  <c-errors :form="form" />
  <form method="post" data-draft="sample">{% csrf_token %}{% request_key %}
    <c-field :field="form.name" /><c-field :field="form.note" />
    <c-field :field="form.agrees" /><c-field :field="form.secret" />
    <c-button variant="primary">Send</c-button>
  </form>
  <div id="part" hx-get="/part/" hx-trigger="click">part</div>
{% endblock %}
"""
received: list[tuple[str, str]] = []
faults: list[Exception] = []


class Sample(forms.Form):
    """What a receptionist might type."""

    name = forms.CharField(label="Name")
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    agrees = forms.BooleanField(label="Agrees", required=False)
    secret = forms.CharField(label="Secret", widget=forms.PasswordInput, required=False)


@for_anybody
def sample(request: HttpRequest) -> HttpResponse:
    """Takes its time; fails once for each waiting fault."""
    if request.method == "POST":
        time.sleep(0.3)
        if faults:
            raise faults.pop()
        form = Sample(request.POST)
        if form.is_valid():
            received.append((posted(request).key, form.cleaned_data["name"]))
            return HttpResponseRedirect("/_components/inbox/")
    else:
        form = Sample()
    template = engines["django"].from_string(CottonCompiler().process(PAGE))
    viewer = Viewer("Nguyễn Thị Ánh Tuyết", frozenset(), log_out_url="/log-out/")
    return HttpResponse(template.render({"form": form, "viewer": viewer}, request))


@for_anybody
def part(request: HttpRequest) -> HttpResponse:
    """A part of a page that finds the database away."""
    if faults:
        raise faults.pop()
    return HttpResponse("<b>fresh</b>")


urlpatterns = [*house, path("form/", sample), path("part/", part)]
handler500 = "motcua.ui.answers.failed"
